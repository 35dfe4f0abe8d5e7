package io.signalbox.engine;

import static io.signalbox.engine.Bpmn.chain;
import static io.signalbox.engine.Bpmn.end;
import static io.signalbox.engine.Bpmn.flow;
import static io.signalbox.engine.Bpmn.start;
import static io.signalbox.engine.Bpmn.step;
import static io.signalbox.engine.EngineHarness.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.engine.log.LogLine;
import io.signalbox.engine.log.RunLog;
import io.signalbox.engine.run.Run;
import io.signalbox.engine.run.RunState;
import io.signalbox.engine.step.StepState;
import io.signalbox.engine.step.StepView;
import io.signalbox.engine.step.Tokens;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What goes wrong for ever, or too much, ends with a reason. */
class BoundsTest {

    private static EngineHarness engine;

    @BeforeAll
    static void startEngine() {
        engine = new EngineHarness(Map.of(
                "signalbox.engine.patience", "300ms",
                "signalbox.engine.steps-per-run", "20",
                "signalbox.engine.log-lines-per-step", "100",
                "signalbox.engine.log-lines-per-run", "150",
                "signalbox.engine.look-for-still", "300ms"));
    }

    @AfterEach
    void forget() {
        engine.probe.forget();
    }

    @AfterAll
    static void stopEngine() {
        engine.close();
    }

    private static StepView attention(String key, String... step) {
        engine.deploy(
                key,
                start()
                        + step(
                                step[0],
                                step[1],
                                List.of(step).subList(2, step.length).toArray(String[]::new))
                        + end("end", "Fine")
                        + chain("start", step[0], "end"));
        Run run = engine.start(key, Map.of());
        StepView failed = engine.awaitStep(run, at(step[0], StepState.ATTENTION));
        engine.runs().cancel(run.id(), "seen", "tester");
        return failed;
    }

    @Test
    void operationThatDoesNotStopLosesItsStepAndItsLateEndCountsForNothing() {
        StepView step = attention("deaf", "ear", "rough.deaf", "name=d", "@timeout=200ms", "@retry.attempts=3");
        assertThat(step.errorCode()).isEqualTo("STEP_STUCK");
        assertThat(step.attempts()).hasSize(1);
        engine.probe.release("d");
        Awaitility.await().until(() -> engine.probe.history.contains("ended d"));
    }

    @Test
    void changeThatDoesNotStopHasAnUnknownOutcome() {
        StepView step = attention("deaf-change", "ear", "rough.deaf-change", "name=d", "@timeout=200ms");
        assertThat(step.errorCode()).isEqualTo("OUTCOME_UNKNOWN");
    }

    @Test
    void cancelDoesNotWaitForAnOperationThatDoesNotStop() {
        engine.deploy(
                "deaf-cancel",
                start() + step("ear", "rough.deaf", "name=x") + end("end", "Fine") + chain("start", "ear", "end"));
        Run run = engine.start("deaf-cancel", Map.of());
        Awaitility.await().until(() -> engine.probe.history.contains("deaf x"));
        engine.runs().cancel(run.id(), "enough", "tester");
        Awaitility.await().until(() -> !engine.step(run, "ear").attempts().isEmpty());
    }

    @Test
    void errorsOfTheMachineAreFailuresOfTheStepOnly() {
        assertThat(attention("stack", "b", "rough.broken", "name=stack").errorMessage())
                .contains("StackOverflowError");
        assertThat(attention("linkage", "b", "rough.broken", "name=linkage").errorMessage())
                .contains("NoClassDefFoundError");
        assertThat(attention("memory", "b", "rough.broken", "name=memory", "@retry.attempts=1")
                        .errorMessage())
                .contains("OutOfMemoryError");
    }

    @Test
    void outputOfFiftyMegabytesIsRefused() {
        assertThat(attention("large", "l", "rough.large", "size=50000000").errorCode())
                .isEqualTo("OUTPUT_TOO_LARGE");
    }

    @Test
    void inputThatHasGrownTooLargeIsRefused() {
        engine.deploy(
                "grown",
                start()
                        + step("l", "rough.large", "size=700000")
                        + step("e", "probe.echo", "text=${l.text}${l.text}")
                        + end("end", "Fine")
                        + chain("start", "l", "e", "end"));
        Run run = engine.start("grown", Map.of());
        assertThat(engine.awaitStep(run, at("e", StepState.ATTENTION)).errorMessage())
                .contains("larger than");
        engine.runs().cancel(run.id(), "seen", "tester");
    }

    @Test
    void logIsCutPerStepAndPerRun() throws Exception {
        engine.deploy(
                "chatty",
                start()
                        + step("a", "rough.chatty", "size=1000")
                        + step("b", "rough.chatty", "size=1000")
                        + end("end", "Fine")
                        + chain("start", "a", "b", "end"));
        Run run = engine.finished(engine.start("chatty", Map.of()));
        List<LogLine> lines = engine.log().read(run.id(), 0, 1000, RunLog.Filter.ALL);
        assertThat(lines).hasSize(151);
        assertThat(lines)
                .extracting(LogLine::text)
                .filteredOn(t -> t.startsWith("The log is cut here"))
                .hasSize(2);
    }

    @Test
    void runThatGoesRoundInCirclesEndsInSomebodysAttention() {
        engine.deploy(
                "circle",
                start()
                        + "<bpmn:exclusiveGateway id=\"again\" />"
                        + step("e", "probe.echo", "text=round")
                        + "<bpmn:exclusiveGateway id=\"ever\" default=\"ever-again\" />"
                        + end("end", "Never")
                        + chain("start", "again", "e", "ever", "again")
                        + "<bpmn:sequenceFlow id=\"out\" sourceRef=\"ever\" targetRef=\"end\"><bpmn:conditionExpression"
                        + " xsi:type=\"bpmn:tFormalExpression\">${e.text == 'never'}</bpmn:conditionExpression></bpmn:sequenceFlow>");
        Run run = engine.start("circle", Map.of());
        StepView last = engine.awaitStep(run, at("e", StepState.ATTENTION));
        assertThat(last.errorCode()).isEqualTo("CANNOT_MOVE_ON");
        assertThat(last.errorMessage()).contains("steps-per-run");
        assertThat(engine.runs().steps(run.id()).size()).isLessThan(45);
        assertThat(engine.runs().get(run.id()).state()).isEqualTo(RunState.NEEDS_ATTENTION);
        engine.runs().cancel(run.id(), "seen", "tester");
    }

    private static final String CIRCLE_WITHOUT_STEPS = "<bpmn:exclusiveGateway id=\"again\" />"
            + "<bpmn:exclusiveGateway id=\"ever\" default=\"ever-again\" />" + end("end", "Never")
            + "<bpmn:sequenceFlow id=\"out\" sourceRef=\"ever\" targetRef=\"end\"><bpmn:conditionExpression"
            + " xsi:type=\"bpmn:tFormalExpression\">${run.reason == 'never'}</bpmn:conditionExpression></bpmn:sequenceFlow>";

    @Test
    void runThatGoesRoundInCirclesWithoutAStepIsRefused() {
        engine.deploy("spin", start() + CIRCLE_WITHOUT_STEPS + chain("start", "again", "ever", "again"));
        assertThatThrownBy(() -> engine.start("spin", Map.of()))
                .isInstanceOf(Tokens.CannotMoveOn.class)
                .hasMessageContaining("round in circles");
    }

    @Test
    void stepAfterWhichTheDiagramGoesRoundInCirclesNeedsAttention() {
        engine.deploy(
                "spin-later",
                start()
                        + step("e", "probe.echo", "text=x")
                        + CIRCLE_WITHOUT_STEPS
                        + chain("start", "e", "again", "ever", "again"));
        Run run = engine.start("spin-later", Map.of());
        assertThat(engine.awaitStep(run, at("e", StepState.ATTENTION)).errorMessage())
                .contains("round in circles");
        engine.runs().cancel(run.id(), "seen", "tester");
    }

    @Test
    void runInWhichAGatewayWaitsForEverNeedsAttentionAndSaysWhy() {
        engine.deploy(
                "still",
                start()
                        + "<bpmn:exclusiveGateway id=\"one\" default=\"one-a\" />"
                        + step("a", "probe.echo", "text=a")
                        + step("b", "probe.echo", "text=b")
                        + "<bpmn:parallelGateway id=\"both\" />"
                        + end("end", "Never")
                        + chain("start", "one", "a", "both", "end")
                        + "<bpmn:sequenceFlow id=\"out\" sourceRef=\"one\" targetRef=\"b\"><bpmn:conditionExpression"
                        + " xsi:type=\"bpmn:tFormalExpression\">${run.reason == 'never'}</bpmn:conditionExpression></bpmn:sequenceFlow>"
                        + flow("b", "both"));
        Run run = engine.awaitState(engine.start("still", Map.of()), RunState.NEEDS_ATTENTION);
        assertThat(run.current())
                .singleElement()
                .satisfies(c -> assertThat(c.what()).isEqualTo("NOTHING_WAITS"))
                .satisfies(c -> assertThat(Objects.requireNonNull(c.message())).contains("gateway"));
        engine.runs().cancel(run.id(), "seen", "tester");
    }

    @Test
    void runWhoseTimerFailsNeedsAttentionAndSaysWhy() {
        engine.deploy(
                "timer",
                start() + """
                        <bpmn:intermediateCatchEvent id="soon"><bpmn:timerEventDefinition>
                          <bpmn:timeDuration>PT0S</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
                        <bpmn:exclusiveGateway id="which" default="which-end" />"""
                        + end("end", "Never")
                        + chain("start", "soon", "which", "end")
                        + "<bpmn:sequenceFlow id=\"out\" sourceRef=\"which\" targetRef=\"end\"><bpmn:conditionExpression"
                        + " xsi:type=\"bpmn:tFormalExpression\">${unknown.name == 'never'}</bpmn:conditionExpression></bpmn:sequenceFlow>");
        Run run = engine.awaitState(engine.start("timer", Map.of()), RunState.NEEDS_ATTENTION);
        assertThat(run.current()).anySatisfy(c -> {
            assertThat(c.what()).isEqualTo("TIMER_FAILED");
            assertThat(c.elementId()).isEqualTo("soon");
            assertThat(Objects.requireNonNull(c.message())).contains("unknown");
        });
        engine.runs().cancel(run.id(), "seen", "tester");
    }
}
