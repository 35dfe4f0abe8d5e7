package io.signalbox.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;
import java.util.Map;

class CalledRunbooksTest {

    @RegisterExtension
    static final Application signalbox = Application.shared();

    private final Api api = signalbox.api();

    @BeforeAll
    static void deploy() {
        Api api = signalbox.api();
        api.deploy(Diagram.of("call-inner")
                .input("what", "string", "required")
                .input("time", "string", "required")
                .step("inside", "flow.note", "text=inside: ${what}")
                .step("wait", "flow.wait", "duration=${time}")
                .end("In"));
        api.deploy(Diagram.of("call-outer")
                .input("time", "string", "required")
                .step("before", "flow.note", "text=before")
                .element("call", """
                        <bpmn:callActivity id="call" name="The call" calledElement="call-inner"><bpmn:extensionElements>
                          <camunda:in sourceExpression="${before.text} the call" target="what" /><camunda:in source="time" target="time" />
                          <camunda:out sourceExpression="${inside.text}" target="said" />
                        </bpmn:extensionElements></bpmn:callActivity>
                        """)
                .step("after", "flow.note", "text=after: ${said}")
                .end("Out"));
    }

    @Test
    void appearInTheTimelineOfTheirCaller() {
        Api.Run run =
                api.awaitEnd(api.start("call-outer", Map.of("time", "10ms")).id());
        assertThat(run.state()).isEqualTo("SUCCEEDED");
        assertThat(api.steps(run.id()))
                .extracting(Api.Step::elementId)
                .containsExactly("before", "inside", "wait", "after");
        String inner = api.step(run.id(), "inside").runId();
        assertThat(inner).isNotEqualTo(run.id());
        assertThat(api.timeline(run.id()))
                .filteredOn(e -> !e.kind().startsWith("STEP"))
                .extracting(Api.Entry::kind, Api.Entry::runId, Api.Entry::text)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("RUN_STARTED", run.id(), null),
                        org.assertj.core.groups.Tuple.tuple("NOTE", run.id(), "before"),
                        org.assertj.core.groups.Tuple.tuple("RUN_STARTED", inner, null),
                        org.assertj.core.groups.Tuple.tuple("NOTE", inner, "inside: before the call"),
                        org.assertj.core.groups.Tuple.tuple("RUN_ENDED", inner, "SUCCEEDED: In"),
                        org.assertj.core.groups.Tuple.tuple("NOTE", run.id(), "after: inside: before the call"),
                        org.assertj.core.groups.Tuple.tuple("RUN_ENDED", run.id(), "SUCCEEDED: Out"));
        Api.Run called = api.run(inner);
        assertThat(List.of(called.parentId(), called.rootId())).containsOnly(run.id());
        assertThat(called.inputs()).containsEntry("what", "before the call");
        assertThat(api.steps(inner)).extracting(Api.Step::elementId).containsExactly("inside", "wait");
        assertThat(api.runs("runbook=call-inner")).isEmpty();
    }

    @Test
    void stopWithTheirCaller() {
        String run = api.start("call-outer", Map.of("time", "1h")).id();
        Api.Step waiting = api.awaitWorking(run, "wait");
        assertThat(api.cancel(run, "enough").state()).isEqualTo("CANCELLED");
        assertThat(api.run(waiting.runId()).state()).isEqualTo("CANCELLED");
        assertThat(api.step(run, "wait").state()).isEqualTo("CANCELLED");
        assertThat(api.timeline(run))
                .extracting(Api.Entry::kind)
                .contains("STEP_CANCELLED", "ACT")
                .endsWith("RUN_ENDED");
    }
}
