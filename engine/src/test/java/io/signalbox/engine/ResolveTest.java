package io.signalbox.engine;

import static io.signalbox.engine.Bpmn.chain;
import static io.signalbox.engine.Bpmn.end;
import static io.signalbox.engine.Bpmn.start;
import static io.signalbox.engine.Bpmn.step;
import static io.signalbox.engine.EngineHarness.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.engine.run.Run;
import io.signalbox.engine.run.RunState;
import io.signalbox.engine.run.TimelineEntry;
import io.signalbox.engine.step.StepState;
import io.signalbox.engine.step.StepView;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.Map;

/** Steps of which nobody can tell but people whether they came to their effect. */
class ResolveTest {

    private static EngineHarness engine;

    @BeforeAll
    static void startEngine() {
        engine = new EngineHarness();
    }

    @AfterEach
    void forget() {
        engine.probe.forget();
    }

    @AfterAll
    static void stopEngine() {
        engine.close();
    }

    /** A run whose step was stopped in the middle. */
    private static Run unknown(String key) {
        engine.deploy(
                key,
                start()
                        + step("b", "probe.blind", "name=b", "@timeout=100ms")
                        + step("e", "probe.echo", "text=${b.text}")
                        + end("end", "Fine")
                        + chain("start", "b", "e", "end"));
        Run run = engine.start(key, Map.of());
        assertThat(engine.awaitStep(run, at("b", StepState.ATTENTION)).errorCode())
                .isEqualTo("OUTCOME_UNKNOWN");
        return run;
    }

    @Test
    void stepThatHappenedIsDoneWithTheOutputsGiven() throws Exception {
        Run run = unknown("happened");
        StepView step = engine.step(run, "b");
        StepView resolved = engine.steps()
                .resolve(run.id(), step.id(), true, Map.of("text", "seen", "length", 4), "it is there", "tester");
        assertThat(resolved.state()).isEqualTo(StepState.COMPLETED);
        assertThat(resolved.errorCode()).isNull();
        assertThat(engine.finished(run).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(engine.step(run, "e").output()).containsEntry("text", "seen");
        assertThat(engine.probe.history).containsExactly("blind b");
        assertThat(engine.runs().timeline(run.id())).anySatisfy(entry -> {
            assertThat(entry.kind()).isEqualTo(TimelineEntry.Kind.ACT);
            assertThat(entry.title()).isEqualTo("Resolved b: it happened");
            assertThat(entry.text()).isEqualTo("it is there");
            assertThat(entry.actor()).isEqualTo("tester");
        });
    }

    @Test
    void stepThatDidNotHappenIsDoneAgain() throws Exception {
        Run run = unknown("again");
        engine.probe.release("b");
        engine.steps().resolve(run.id(), engine.step(run, "b").id(), false, Map.of(), "not there", "tester");
        assertThat(engine.finished(run).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(engine.probe.history).containsExactly("blind b", "blind b");
    }

    @Test
    void outputsMustBeThoseOfTheOperation() {
        Run run = unknown("wrong");
        String step = engine.step(run, "b").id();
        assertThatThrownBy(() -> engine.steps()
                        .resolve(run.id(), step, true, Map.of("length", "many", "colour", "red"), "seen", "tester"))
                .isInstanceOfSatisfying(Rejected.class, e -> {
                    assertThat(e.code()).isEqualTo("OUTPUTS_INVALID");
                    assertThat(e.findings())
                            .extracting(Finding::where)
                            .contains("/outputs/text", "/outputs/length", "/outputs/colour");
                });
        assertThat(engine.step(run, "b").state()).isEqualTo(StepState.ATTENTION);
        engine.runs().cancel(run.id(), "enough", "tester");
    }

    @Test
    void stepOfKnownOutcomeCannotBeResolved() {
        engine.deploy(
                "known",
                start()
                        + step("f", "probe.fail", "name=f", "times=9", "retryable=false")
                        + end("end", "Fine")
                        + chain("start", "f", "end"));
        Run run = engine.start("known", Map.of());
        StepView failed = engine.awaitStep(run, at("f", StepState.ATTENTION));
        for (boolean happened : new boolean[] {true, false}) {
            assertThatThrownBy(() -> engine.steps().resolve(run.id(), failed.id(), happened, Map.of(), "so", "tester"))
                    .isInstanceOfSatisfying(
                            Rejected.class, e -> assertThat(e.code()).isEqualTo("STEP_STATE"));
        }
        engine.runs().cancel(run.id(), "enough", "tester");
        Awaitility.await().until(() -> engine.runs().get(run.id()).state() == RunState.CANCELLED);
    }
}
