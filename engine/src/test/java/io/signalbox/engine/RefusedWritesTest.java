package io.signalbox.engine;

import static io.signalbox.engine.Bpmn.catchError;
import static io.signalbox.engine.Bpmn.chain;
import static io.signalbox.engine.Bpmn.end;
import static io.signalbox.engine.Bpmn.start;
import static io.signalbox.engine.Bpmn.step;
import static io.signalbox.engine.EngineHarness.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.engine.run.Run;
import io.signalbox.engine.run.RunState;
import io.signalbox.engine.step.StepState;
import io.signalbox.engine.step.StepView;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/** Changes that nobody can look for: one that was refused for certain may be tried again, one that may have happened may not. */
class RefusedWritesTest {

    private static EngineHarness engine;

    @BeforeAll
    static void startEngine() {
        engine = new EngineHarness(Map.of("signalbox.engine.grace", "100ms"));
    }

    @AfterEach
    void forget() {
        engine.probe.forget();
    }

    @AfterAll
    static void stopEngine() {
        engine.close();
    }

    private static Run writing(String key, String... settings) {
        engine.deploy(
                key, start() + step("w", "probe.write", settings) + end("end", "Fine") + chain("start", "w", "end"));
        return engine.start(key, Map.of());
    }

    @Test
    void writeThatWasRefusedIsTriedAgainByAPersonWithChangedInput() throws Exception {
        Run run = writing("refused", "answers=no");
        StepView step = engine.awaitStep(run, at("w", StepState.ATTENTION));
        assertThat(step.errorCode()).isEqualTo("PROBE_NEVER");
        engine.steps().retry(run.id(), step.id(), Map.of("answers", List.of("ok")), "the path was wrong", "tester");
        assertThat(engine.finished(run).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(engine.probe.history).containsExactly("write no", "write ok");
    }

    @Test
    void writeThatWasPutOffIsTriedAgainByItself() throws Exception {
        engine.deploy(
                "later",
                start()
                        + step("w", "probe.write", "@retry.attempts=3")
                                .replace(
                                        "<camunda:inputOutput>",
                                        "<camunda:inputOutput><camunda:inputParameter name=\"answers\"><camunda:list><camunda:value>later</camunda:value><camunda:value>ok</camunda:value></camunda:list></camunda:inputParameter>")
                        + end("end", "Fine")
                        + chain("start", "w", "end"));
        assertThat(engine.finished(engine.start("later", Map.of())).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(engine.probe.history).containsExactly("write later", "write ok");
    }

    @Test
    void writeWhoseOutcomeTheOperationDoesNotKnowWaitsForSomebodyToSayWhatHappened() throws Exception {
        Run run = writing("lost", "answers=lost");
        StepView step = engine.awaitStep(run, at("w", StepState.ATTENTION));
        assertThat(step.errorCode()).isEqualTo("OUTCOME_UNKNOWN");
        assertThat(step.errorMessage()).startsWith("No answer.").contains("resolve the step");
        assertThat(step.attempts()).extracting(StepView.Attempt::errorCode).containsExactly("PROBE_UNKNOWN");
        engine.steps().retry(run.id(), step.id(), Map.of("answers", List.of("ok")), "let us see", "tester");
        engine.awaitStep(run, at("w", StepState.ATTENTION).and(s -> s.attempts().size() == 2));
        assertThat(engine.probe.history).containsExactly("write lost");
        engine.steps().resolve(run.id(), step.id(), false, Map.of(), "it never came", "tester");
        assertThat(engine.finished(run).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(engine.probe.history).containsExactly("write lost", "write ok");
    }

    @Test
    void writeThatBrokeIsNotRepeated() {
        Run run = writing("broken", "answers=broken", "@retry.attempts=3");
        StepView step = engine.awaitStep(run, at("w", StepState.ATTENTION));
        assertThat(step.errorCode()).isEqualTo("OUTCOME_UNKNOWN");
        assertThat(engine.probe.history).containsExactly("write broken");
    }

    @Test
    void diagramMayDealWithAnUnknownOutcomeOfAConnector() throws Exception {
        engine.deploy(
                "dealt",
                start()
                        + step("w", "probe.write", "answers=lost")
                        + catchError("oh", "w")
                        + end("end", "Fine")
                        + end("bad", "Dealt with")
                        + chain("start", "w", "end")
                        + chain("oh", "bad"));
        assertThat(engine.finished(engine.start("dealt", Map.of())).outcome()).isEqualTo("Dealt with");
    }

    @Test
    void writeThatWasRefusedOnceAndThenLostItsNodeIsOfUnknownOutcome() {
        Run run = writing("first", "answers=no");
        StepView step = engine.awaitStep(run, at("w", StepState.ATTENTION));
        engine.db()
                .sql("update sb_step set operation = 'probe.blind', input = '{\"name\":\"b\"}' where id = :id")
                .param("id", step.id())
                .update();
        engine.steps().retry(run.id(), step.id(), null, "again", "tester");
        Awaitility.await().until(() -> engine.probe.history.contains("blind b"));
        engine.restart();
        assertThat(engine.awaitStep(run, at("w", StepState.ATTENTION)).errorCode())
                .isEqualTo("OUTCOME_UNKNOWN");
        assertThat(engine.probe.history).containsOnlyOnce("blind b");
    }
}
