package io.signalbox.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.Map;

class RunsAreReadAfterwardsTest {

    @RegisterExtension
    static final Application signalbox = Application.shared();

    private final Api api = signalbox.api();

    @Test
    void runStepsTimelineAndLogTellTheSame() {
        api.deploy(Diagram.of("read-hello")
                .input("who", "string", "required")
                .step("say", "flow.note", "text=hello ${who}")
                .step("wait", "flow.wait", "duration=PT0.1S")
                .end("Said"));
        Api.Run run = api.awaitEnd(api.start("read-hello", Map.of("who", "you")).id());
        assertThat(run.state()).isEqualTo("SUCCEEDED");
        assertThat(run.outcome()).isEqualTo("Said");
        assertThat(run.startedBy()).isEqualTo("admin");
        assertThat(api.steps(run.id())).extracting(Api.Step::elementId).containsExactly("say", "wait");
        assertThat(api.step(run.id(), "say").output()).containsEntry("text", "hello you");
        assertThat(api.timeline(run.id()))
                .extracting(Api.Entry::kind)
                .containsExactly(
                        "RUN_STARTED",
                        "STEP_STARTED",
                        "NOTE",
                        "STEP_COMPLETED",
                        "STEP_STARTED",
                        "STEP_COMPLETED",
                        "RUN_ENDED");
    }
}
