package io.signalbox.connectors.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.sdk.ConnectorFactory;
import io.signalbox.sdk.StepRun.PastRun;
import io.signalbox.sdk.StepRun.UndoReport;
import io.signalbox.testkit.BadInput;
import io.signalbox.testkit.OperationContract;
import io.signalbox.testkit.TestRun.Undone;
import io.signalbox.testkit.TestStep;
import org.junit.jupiter.api.Nested;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

class FlowContractTest {

    @Nested
    class NoteContract extends FlowContract<Note.Input, Note.Output> {

        @Override
        protected String operation() {
            return "flow.note";
        }

        @Override
        protected Note.Input input() {
            return new Note.Input("Canary looks good.");
        }

        @Override
        protected void verifyApplied(Note.Input input, Note.Output output, TestStep step) {
            assertThat(step.run().notes()).contains("Canary looks good.");
            assertThat(output.text()).isEqualTo("Canary looks good.");
        }
    }

    @Nested
    class WaitContract extends FlowContract<Wait.Input, Wait.Output> {

        @Override
        protected String operation() {
            return "flow.wait";
        }

        @Override
        protected Wait.Input input() {
            return new Wait.Input(Duration.ofMillis(300));
        }

        @Override
        protected Optional<Wait.Input> endless() {
            return Optional.of(new Wait.Input(Duration.ofDays(30)));
        }

        @Override
        protected Stream<BadInput<Wait.Input>> badInputs() {
            return Stream.of(new BadInput<>(
                    "31 days", new Wait.Input(Duration.ofDays(31)), FlowError.FLOW_WAIT_TOO_LONG, "duration"));
        }

        @Override
        protected void verifyApplied(Wait.Input input, Wait.Output output, TestStep step) {
            assertThat(Instant.parse(output.waitedUntil()))
                    .isBefore(step.clock().instant());
            assertThat(step.pauses()).isNotEmpty();
        }
    }

    @Nested
    class UndoContract extends FlowContract<Undo.Input, Undo.Output> {

        @Override
        protected String operation() {
            return "flow.undo";
        }

        @Override
        protected TestStep step() {
            TestStep step = TestStep.create();
            step.run().undoReports(new UndoReport(List.of("container shop on web-1"), List.of(), List.of("exec")));
            return step;
        }

        @Override
        protected Undo.Input input() {
            return new Undo.Input("web-1", null, Undo.OnFailure.FAIL);
        }

        @Override
        protected void verifyApplied(Undo.Input input, Undo.Output output, TestStep step) {
            assertThat(step.run().undos()).contains(new Undone(null, "web-1"));
            assertThat(output.undone()).containsExactly("container shop on web-1");
            assertThat(output.kept()).containsExactly("exec");
        }

        @Override
        protected void verifyUntouched(Undo.Input input, TestStep step) {
            assertThat(step.run().undos()).isEmpty();
        }
    }

    @Nested
    class FindRunContract extends FlowContract<FindRun.Input, FindRun.Output> {

        @Override
        protected String operation() {
            return "flow.find-run";
        }

        @Override
        protected TestStep step() {
            TestStep step = TestStep.create();
            step.run().succeeded("deploy", new PastRun("a", Map.of("service", "shop", "version", "1.0")));
            step.run().succeeded("deploy", new PastRun("b", Map.of("service", "shop", "version", "1.1")));
            step.run().succeeded("deploy", new PastRun("c", Map.of("service", "till", "version", "7")));
            return step;
        }

        @Override
        protected FindRun.Input input() {
            return new FindRun.Input("deploy", Map.of("service", "shop"), 1);
        }

        @Override
        protected void verifyApplied(FindRun.Input input, FindRun.Output output, TestStep step) {
            assertThat(output).isEqualTo(new FindRun.Output(true, "a", Map.of("service", "shop", "version", "1.0")));
        }
    }

    abstract static class FlowContract<I extends Record, O extends Record> extends OperationContract<I, O> {
        @Override
        protected ConnectorFactory factory() {
            return new FlowConnectorFactory();
        }
    }
}
