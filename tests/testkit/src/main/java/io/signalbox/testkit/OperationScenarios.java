package io.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.signalbox.sdk.Connector;
import io.signalbox.sdk.ConnectorException;
import io.signalbox.sdk.Effect;
import io.signalbox.sdk.Findable;
import io.signalbox.sdk.Operation;
import io.signalbox.sdk.Plan;
import io.signalbox.sdk.Plannable;
import io.signalbox.sdk.Repeatable;
import io.signalbox.sdk.Undoable;
import io.signalbox.sdk.describe.Catalogue;
import io.signalbox.sdk.describe.OperationDescriptor;
import io.signalbox.testkit.StepThread.Ending;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** The scenarios of {@link OperationContract}. Each plays on one or more nodes; a node is a connector of its own. */
final class OperationScenarios<I extends Record, O extends Record> {

    private static final Duration CANCEL_WITHIN = Duration.ofSeconds(5);

    private final OperationContract<I, O> contract;

    OperationScenarios(OperationContract<I, O> contract) {
        this.contract = contract;
    }

    OperationDescriptor describe() {
        try (Node node = new Node()) {
            return node.described;
        }
    }

    void applies() throws Exception {
        TestStep step = contract.step();
        try (Node node = new Node()) {
            O output = node.apply(contract.input(), step);
            assertThat(throughJson(output)).as("output, read from its JSON").isEqualTo(output);
            contract.verifyApplied(contract.input(), output, step);
        }
    }

    void isFoundAgain() throws Exception {
        TestStep step = contract.step();
        I input = contract.input();
        O output;
        try (Node node = new Node()) {
            assertThat(node.find(input, step)).as("found before apply").isEmpty();
            output = node.apply(input, step);
        }
        try (Node other = new Node()) {
            TestStep again = step.nextAttempt();
            assertSame(output, other.find(input, again).orElseGet(() -> fail("not found after apply")));
            contract.verifyApplied(input, output, again);
            if (contract.findsOnlyItsOwn()) {
                assertThat(other.find(input, contract.step()))
                        .as("found for another step")
                        .isEmpty();
            }
        }
    }

    void isRepeated() throws Exception {
        TestStep step = contract.step();
        I input = contract.input();
        try (Node node = new Node()) {
            if (node.operation instanceof Repeatable<I, O> repeatable && !repeatable.repeatable(input)) {
                return;
            }
            contract.verifyApplied(input, node.apply(input, step), step);
        }
        try (Node other = new Node()) {
            TestStep again = step.nextAttempt();
            contract.verifyApplied(input, other.apply(input, again), again);
        }
    }

    void plans() throws Exception {
        TestStep step = contract.step();
        I input = contract.input();
        try (Node node = new Node()) {
            Plan<O> plan = node.call(step, () -> ((Plannable<I, O>) node.operation).plan(input, step));
            contract.verifyUntouched(input, step);
            assertThat(plan.summary()).as("summary of the plan").isNotBlank().doesNotContain("\n");
            if (node.described.effect() == Effect.CHANGE) {
                assertThat(plan.changes()).as("planned changes").isNotEmpty();
            }
            O expected = plan.expected();
            if (expected != null) {
                assertThat(throughJson(expected)).isEqualTo(expected);
            }
            contract.verifyPlan(input, plan);
        }
    }

    void isTakenBack() throws Exception {
        TestStep step = contract.step();
        I input = contract.input();
        O output;
        try (Node node = new Node()) {
            output = throughJson(node.apply(input, step));
        }
        try (Node other = new Node()) {
            TestStep again = step.nextAttempt();
            for (int time = 0; time < 2; time++) {
                other.undo(input, output, again);
                contract.verifyUndone(input, again);
            }
        }
    }

    void endlessIsCancelled(I input) throws Exception {
        TestStep step = contract.step();
        try (Node node = new Node()) {
            StepThread<O> work = StepThread.start(step, () -> node.operation.apply(input, step));
            assertThat(work.ends(Duration.ofMillis(500))).as("ended by itself").isFalse();
            step.cancel();
            assertThat(work.ending(CANCEL_WITHIN)).isInstanceOf(Ending.Interrupted.class);
            if (node.operation instanceof Undoable) {
                Optional<O> left = node.find(input, step);
                if (left.isPresent()) {
                    node.undo(input, left.get(), step);
                }
            }
            contract.verifyCancelled(input, step);
        }
    }

    void goesOnAfterCancel(Duration after) throws Exception {
        TestStep step = contract.step();
        I input = contract.input();
        Optional<O> done = cancelled(input, step, after);
        if (done.isPresent()) {
            contract.verifyApplied(input, done.get(), step);
            return;
        }
        try (Node other = new Node()) {
            if (other.operation instanceof Repeatable<I, O> repeatable && !repeatable.repeatable(input)) {
                return;
            }
            TestStep again = step.nextAttempt();
            Optional<O> found = other.find(input, again);
            contract.verifyApplied(input, found.isPresent() ? found.get() : other.apply(input, again), again);
        }
    }

    void takesBackCancel(Duration after) throws Exception {
        TestStep step = contract.step();
        I input = contract.input();
        Optional<O> done = cancelled(input, step, after);
        try (Node other = new Node()) {
            TestStep again = step.nextAttempt();
            Optional<O> left = done.isPresent() ? done : other.find(input, again);
            if (left.isPresent()) {
                other.undo(input, throughJson(left.get()), again);
                contract.verifyUndone(input, again);
            } else {
                contract.verifyUntouched(input, again);
            }
        }
    }

    void refuses(BadInput<I> bad) throws Exception {
        TestStep step = contract.step();
        try (Node node = new Node()) {
            switch (StepThread.start(step, () -> node.operation.apply(bad.input(), step))
                    .ending(contract.longest())) {
                case Ending.Failed<O>(ConnectorException e) -> {
                    assertThat(e.error()).as(e.getMessage()).isEqualTo(bad.code());
                    assertThat(e).hasMessageContaining(bad.named()).hasMessageMatching("(?s).*[.!?]");
                }
                case Ending.Failed<O>(Throwable other) -> fail("failed otherwise", other);
                case Ending.Interrupted<O>() -> fail("interrupted");
                case Ending.Returned<O>(O output) -> fail("accepted: " + output);
            }
            contract.verifyUntouched(bad.input(), step);
        }
    }

    /** Starts it and cancels it after a while; what it returned, if it was quicker. */
    private Optional<O> cancelled(I input, TestStep step, Duration after) throws Exception {
        try (Node node = new Node()) {
            StepThread<O> work = StepThread.start(step, () -> node.operation.apply(input, step));
            if (!after.isZero() && work.ends(after)) {
                return Optional.of(value(work.ending(Duration.ZERO)));
            }
            step.cancel();
            Ending<O> ending = work.ending(CANCEL_WITHIN);
            return ending instanceof Ending.Interrupted ? Optional.empty() : Optional.of(value(ending));
        }
    }

    private void assertSame(O first, O later) {
        assertThat(contract.same(first, later))
                .as("found %s is the same as returned %s", later, first)
                .isTrue();
    }

    private O throughJson(O output) {
        @SuppressWarnings("unchecked") // the class of an O
        Class<O> type = (Class<O>) output.getClass();
        return Json.read(Json.write(output), type);
    }

    private static <T> T value(Ending<T> ending) throws Exception {
        return switch (ending) {
            case Ending.Returned<T>(T value) -> value;
            case Ending.Interrupted<T>() -> throw new InterruptedException();
            case Ending.Failed<T>(Exception e) -> throw e;
            case Ending.Failed<T>(Throwable t) -> throw new AssertionError(t);
        };
    }

    /** A node: the connector from its factory, and the operation out of its catalogue. */
    private final class Node implements AutoCloseable {

        final Connector connector;
        final OperationDescriptor described;
        final Operation<I, O> operation;

        @SuppressWarnings("unchecked") // the test names the operation whose records it speaks of
        Node() {
            connector = contract.factory().create(contract.context());
            described = new Catalogue(List.of(connector))
                    .operation(contract.operation())
                    .orElseThrow(() -> new AssertionError("There is no operation " + contract.operation()));
            operation = (Operation<I, O>) described.operation();
        }

        O apply(I input, TestStep step) throws Exception {
            return call(step, () -> operation.apply(input, step));
        }

        Optional<O> find(I input, TestStep step) throws Exception {
            return operation instanceof Findable<I, O> findable
                    ? call(step, () -> findable.find(input, step))
                    : Optional.empty();
        }

        void undo(I input, O output, TestStep step) throws Exception {
            call(step, () -> {
                ((Undoable<I, O>) operation).undo(input, output, step);
                return true;
            });
        }

        <T> T call(TestStep step, Callable<T> verb) throws Exception {
            return value(StepThread.start(step, verb).ending(contract.longest()));
        }

        @Override
        public void close() {
            connector.close();
        }
    }
}
