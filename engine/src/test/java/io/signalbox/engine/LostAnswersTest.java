package io.signalbox.engine;

import static io.signalbox.engine.Bpmn.chain;
import static io.signalbox.engine.Bpmn.end;
import static io.signalbox.engine.Bpmn.start;
import static io.signalbox.engine.Bpmn.step;
import static io.signalbox.engine.EngineHarness.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.engine.run.Run;
import io.signalbox.engine.run.RunFilter;
import io.signalbox.engine.run.RunState;
import io.signalbox.engine.step.StepState;
import io.signalbox.engine.step.StepView;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

/** A database that breaks in the worst moment. */
class LostAnswersTest {

    private static EngineHarness engine;

    @BeforeAll
    static void startEngine() {
        engine = new EngineHarness();
    }

    @AfterEach
    void mend() {
        engine.cable.mend();
        engine.probe.forget();
    }

    @AfterAll
    static void stopEngine() {
        engine.close();
    }

    @Test
    void completionWhoseAnswerIsLostCountsOnceAndTheNextStepIsDone() throws Exception {
        engine.deploy(
                "lost",
                start()
                        + step("m", "probe.make", "name=m", "gate=m")
                        + step("n", "probe.make", "name=n")
                        + end("end", "Fine")
                        + chain("start", "m", "n", "end"));
        Run run = engine.start("lost", Map.of());
        Awaitility.await().until(() -> engine.probe.history.contains("make m"));
        engine.cable.loseTheAnswerOfTheNextCommit();
        engine.probe.release("m");
        assertThat(engine.finished(run).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(engine.probe.history).containsExactly("make m", "make n");
        assertThat(engine.runs().steps(run.id()))
                .extracting(StepView::elementId)
                .containsExactly("m", "n");
    }

    @Test
    void startWhoseAnswerIsLostIsNotDoneAgainAndTheRunGoesOn() {
        engine.deploy(
                "begun", start() + step("e", "probe.make", "name=e") + end("end", "Fine") + chain("start", "e", "end"));
        engine.cable.loseTheAnswerOfTheNextCommit();
        assertThatThrownBy(() -> engine.start("begun", Map.of())).matches(DatabaseOutage::is);
        // Nobody was told of its step; it is found by a look that comes each ten seconds.
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(engine.runs()
                                .list(new RunFilter("begun", java.util.Set.of(), null, null, null, null), null, 10)
                                .items())
                        .singleElement()
                        .satisfies(run -> assertThat(run.state()).isEqualTo(RunState.SUCCEEDED)));
        assertThat(engine.probe.history).containsExactly("make e");
    }

    @Test
    void startIsRefusedAtOnceWhileTheDatabaseIsGone() {
        engine.deploy(
                "gone", start() + step("e", "probe.echo", "text=e") + end("end", "Fine") + chain("start", "e", "end"));
        engine.cable.cut();
        assertThatThrownBy(() -> engine.start("gone", Map.of())).matches(DatabaseOutage::is);
    }

    @Test
    void stepAtWorkEndsWhenTheDatabaseIsBack() throws Exception {
        engine.deploy(
                "back", start() + step("h", "probe.hold", "name=h") + end("end", "Fine") + chain("start", "h", "end"));
        Run run = engine.start("back", Map.of());
        Awaitility.await().until(() -> engine.probe.history.contains("holding h"));
        engine.cable.cut();
        engine.probe.release("h");
        engine.cable.mend();
        assertThat(engine.finished(run).state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void stepWhoseEndTheDatabaseRefusesIsLeftToSomebodyAndFoundByARetry() throws Exception {
        engine.deploy(
                "refused",
                start()
                        + step("m", "probe.make", "name=r", "gate=r")
                        + end("end", "Fine")
                        + chain("start", "m", "end"));
        Run run = engine.start("refused", Map.of());
        Awaitility.await().until(() -> engine.probe.history.contains("make r"));
        engine.cable.refuse("state = 'COMPLETED', settled");
        engine.probe.release("r");
        StepView step = engine.awaitStep(run, at("m", StepState.ATTENTION));
        assertThat(step.errorCode()).isEqualTo("STEP_NOT_RECORDED");
        assertThat(step.errorMessage()).contains("could not be written down");
        engine.cable.mend();
        engine.steps().retry(run.id(), step.id(), null, "mended", "tester");
        assertThat(engine.finished(run).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(engine.probe.history).containsExactly("make r");
    }
}
