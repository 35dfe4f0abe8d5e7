package io.signalbox.connectors.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.signalbox.sdk.ConnectorException;
import io.signalbox.sdk.StepRun.UndoReport;
import io.signalbox.testkit.TestClock;
import io.signalbox.testkit.TestStep;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class FlowTest {

    private final TestClock clock = new TestClock(Instant.parse("2026-01-01T10:00:00Z"));
    private final TestStep step = TestStep.on(clock);

    @Test
    void aWaitTakenOverEndsWhenItWouldHaveEnded() throws Exception {
        step.checkpoint(new Wait.Until("2026-01-01T10:05:00Z"));
        clock.advance(Duration.ofMinutes(3));
        Wait.Output output = new Wait().apply(new Wait.Input(Duration.ofMinutes(5)), step.nextAttempt());
        assertThat(output.waitedUntil()).isEqualTo("2026-01-01T10:05:00Z");
        assertThat(step.pauses()).containsExactly(Duration.ofMinutes(2));
    }

    @Test
    void aPlannedWaitSaysWhenItWouldEndAndDoesNotWait() {
        assertThat(new Wait().plan(new Wait.Input(Duration.ofHours(1)), step).expected())
                .isEqualTo(new Wait.Output("2026-01-01T11:00:00Z"));
        assertThat(step.pauses()).isEmpty();
    }

    @Test
    void anUndoThatLeavesSomethingFailsAndNamesIt() {
        step.run().undoReports(new UndoReport(List.of("a"), List.of("b: host web-2 is down"), List.of()));
        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(() -> new Undo().apply(new Undo.Input(null, null, Undo.OnFailure.FAIL), step))
                .withMessageContainingAll("1 of 2", "b: host web-2 is down")
                .extracting(ConnectorException::error)
                .isEqualTo(FlowError.FLOW_UNDO_INCOMPLETE);
    }

    @Test
    void anUndoThatIsToContinueSaysWhatIsLeftInItsResult() throws Exception {
        step.run().undoReports(new UndoReport(List.of("a"), List.of("b"), List.of()));
        assertThat(new Undo().apply(new Undo.Input(null, "run-7", Undo.OnFailure.CONTINUE), step))
                .isEqualTo(new Undo.Output(List.of("a"), List.of("b"), List.of()));
        assertThat(step.run().undos())
                .singleElement()
                .extracting(u -> u.runId())
                .isEqualTo("run-7");
    }

    @Test
    void findingNoRunIsNoError() {
        assertThat(new FindRun().apply(new FindRun.Input("deploy", null, 0), step))
                .isEqualTo(new FindRun.Output(false, null, Map.of()));
    }
}
