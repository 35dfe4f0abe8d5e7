package io.signalbox.engine;

import static io.signalbox.engine.Bpmn.chain;
import static io.signalbox.engine.Bpmn.end;
import static io.signalbox.engine.Bpmn.start;
import static io.signalbox.engine.Bpmn.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.engine.run.Run;
import io.signalbox.engine.run.RunState;
import io.signalbox.engine.step.StepState;
import io.signalbox.engine.step.StepView;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The shape of a rollout: a step per host at once, each host with its own way to fail. */
class ErrorsOnManyHostsTest {

    private static EngineHarness engine;

    @BeforeAll
    static void startEngine() {
        engine = new EngineHarness();
    }

    @BeforeEach
    void forget() {
        engine.probe.forget();
    }

    @AfterAll
    static void stopEngine() {
        engine.close();
    }

    @Test
    void eachHostSeesItsOwnErrorAndTheOthersGoOn() throws Exception {
        engine.deploy("rollout", rollout("probe.fail", "times=1", "name=${host}"));
        Run run = engine.finished(engine.start("rollout", Map.of("hosts", "x,y,z")));
        assertThat(run.outcome()).isEqualTo("All failed");
        assertThat(engine.runs().steps(run.id()).stream()
                        .filter(s -> s.elementId().equals("say"))
                        .map(ErrorsOnManyHostsTest::text))
                .containsExactlyInAnyOrder(
                        "x PROBE_NEVER Call 1 failed: x",
                        "y PROBE_NEVER Call 1 failed: y",
                        "z PROBE_NEVER Call 1 failed: z");
        assertThat((List<?>) run.outputs().get("why"))
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .containsExactlyInAnyOrder(
                        "x: work: Call 1 failed: x (PROBE_NEVER)",
                        "y: work: Call 1 failed: y (PROBE_NEVER)",
                        "z: work: Call 1 failed: z (PROBE_NEVER)");
    }

    @Test
    void errorWithALongMessageIsCaughtAndTheStepKeepsAllOfIt() throws Exception {
        engine.deploy("rollout", rollout("probe.fail", "times=1", "name=${longer}"));
        String longer = "long ".repeat(2000).strip();
        Run run = engine.finished(engine.start("rollout", Map.of("hosts", "x", "longer", longer)));
        assertThat(run.state()).isEqualTo(RunState.FAILED);
        StepView failed = engine.step(run, "work");
        assertThat(failed.state()).isEqualTo(StepState.FAILED);
        assertThat(failed.errorMessage()).endsWith(longer);
        assertThat(text(engine.step(run, "say"))).endsWith("…");
    }

    @Test
    void outputOfAPathThatWasNotTakenIsLeftOut() throws Exception {
        engine.deploy(
                "outputs",
                """
                <bpmn:extensionElements><camunda:properties>
                  <camunda:property name="output.said" value="${say.text}" />
                  <camunda:property name="output.never" value="${elsewhere.text}" />
                  <camunda:property name="output.wrong" value="${say.text / 2}" />
                </camunda:properties></bpmn:extensionElements>"""
                        + start() + step("say", "probe.echo", "text=hello") + end("end", "Fine")
                        + chain("start", "say", "end"));
        Run run = engine.finished(engine.start("outputs", Map.of()));
        assertThat(run.outputs()).containsOnlyKeys("said", "wrong").containsEntry("said", "hello");
        assertThat(run.outputs().get("wrong")).asString().startsWith("(");
    }

    private static String text(StepView step) {
        return String.valueOf(Objects.requireNonNull(step.output()).get("text"));
    }

    private static String rollout(String operation, String... settings) {
        return """
                <bpmn:extensionElements><camunda:properties>
                  <camunda:property name="output.why" value="${run.failures}" />
                </camunda:properties></bpmn:extensionElements>""" + start("hosts", "longer") + step("list", "probe.split", "text=${hosts}") + """
                <bpmn:subProcess id="each">
                  <bpmn:extensionElements><camunda:inputOutput>
                    <camunda:inputParameter name="code" /><camunda:inputParameter name="message" />
                  </camunda:inputOutput></bpmn:extensionElements>
                  <bpmn:multiInstanceLoopCharacteristics camunda:collection="${list.items}" camunda:elementVariable="host" />
                  <bpmn:startEvent id="s" />"""
                + step("work", operation, with(settings, "retryable=false", "host=${host}"))
                + "<bpmn:endEvent id=\"e\" />" + chain("s", "work", "e") + """
                  <bpmn:subProcess id="fails" triggeredByEvent="true">
                    <bpmn:startEvent id="f"><bpmn:errorEventDefinition camunda:errorCodeVariable="code" camunda:errorMessageVariable="message" /></bpmn:startEvent>"""
                + step("say", "probe.echo", "text=${host} ${code} ${message}")
                + "<bpmn:endEvent id=\"failed\" />" + chain("f", "say", "failed")
                + "</bpmn:subProcess></bpmn:subProcess>"
                + "<bpmn:exclusiveGateway id=\"g\" default=\"g-good\" />" + end("good", "Fine")
                + "<bpmn:endEvent id=\"bad\" name=\"All failed\"><bpmn:errorEventDefinition errorRef=\"oops\" /></bpmn:endEvent>"
                + "<bpmn:sequenceFlow id=\"g-bad\" sourceRef=\"g\" targetRef=\"bad\"><bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\">${run.failedHosts.size() == list.items.size()}</bpmn:conditionExpression></bpmn:sequenceFlow>"
                + chain("start", "list", "each", "g", "good");
    }

    private static String[] with(String[] settings, String... more) {
        return java.util.stream.Stream.concat(java.util.Arrays.stream(settings), java.util.Arrays.stream(more))
                .toArray(String[]::new);
    }
}
