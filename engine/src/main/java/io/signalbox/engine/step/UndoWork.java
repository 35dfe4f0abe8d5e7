package io.signalbox.engine.step;

import io.signalbox.engine.commit.Commits;
import io.signalbox.sdk.Effect;
import io.signalbox.sdk.Findable;
import io.signalbox.sdk.Operation;
import io.signalbox.sdk.StepRun.UndoReport;
import io.signalbox.sdk.Undoable;
import io.signalbox.sdk.describe.Catalogue;
import io.signalbox.sdk.describe.OperationDescriptor;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Takes the changes of runs back, the latest first, on the thread of the step that asks for it. Each undo is a step of its own, with
 * attempts; one that fails does not keep the others from being tried.
 */
final class UndoWork {

    private static final int ATTEMPTS = 3;
    private static final Duration SETTLE = Duration.ofSeconds(30);

    private final StepStore store;
    private final Catalogue catalogue;
    private final Commits commits;
    private final String node;
    private final StepTools tools;

    UndoWork(StepStore store, Catalogue catalogue, Commits commits, String node, StepTools tools) {
        this.store = store;
        this.catalogue = catalogue;
        this.commits = commits;
        this.node = node;
        this.tools = tools;
    }

    /**
     * Takes back what these runs changed.
     *
     * @param in the step that asks; its permits must have been given back
     */
    UndoReport undo(StepRow in, Collection<String> runIds, @Nullable String host) throws InterruptedException {
        int gaps = tools.leases().gaps();
        awaitSettled(runIds, host);
        List<String> undone = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        for (StepStore.Change change : commits.commit("Changes", () -> store.changes(in.id(), runIds, host))) {
            OperationDescriptor operation =
                    catalogue.operation(change.step().operation()).orElse(null);
            if (operation == null || !operation.undoable()) {
                if (change.state() == StepState.COMPLETED) {
                    kept.add(describe(change.step()) + ": the operation has no way back");
                }
                continue;
            }
            if (change.state() != StepState.COMPLETED && !operation.findable()) {
                continue;
            }
            one(in, change, operation, gaps, undone, failed);
        }
        return new UndoReport(undone, failed, kept);
    }

    /** Steps that were just cancelled clean up after themselves; judging them before would be too early. */
    private void awaitSettled(Collection<String> runIds, @Nullable String host) throws InterruptedException {
        Instant until = tools.clock().instant().plus(SETTLE);
        while (commits.commit("Looking for cancelled steps", () -> store.anyUnsettled(runIds, host))
                && tools.clock().instant().isBefore(until)) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private void one(
            StepRow in,
            StepStore.Change change,
            OperationDescriptor operation,
            int gaps,
            List<String> undone,
            List<String> failed)
            throws InterruptedException {
        StepRow target = change.step();
        StepRow undo = begin(in, target, operation);
        boolean complete = change.state() == StepState.COMPLETED;
        for (int number = 1; ; number++) {
            Try attempt = new Try(number, tools.clock().instant());
            Outcome outcome = attempt(undo, target, operation, complete, gaps, attempt);
            switch (outcome) {
                case Outcome.Completed(Map<String, Object> output) -> {
                    end(undo, target, attempt, output, operation);
                    if (!output.isEmpty()) {
                        undone.add(describe(target));
                    }
                    return;
                }
                case Outcome.Failed(Failure failure) -> {
                    if (!failure.retryable() || number >= ATTEMPTS) {
                        fail(undo, target, attempt, failure);
                        failed.add(describe(target) + ": " + failure.message());
                        return;
                    }
                    undo = retry(undo, attempt, failure);
                }
                case Outcome.Cancelled(), Outcome.Released(), Outcome.LeaseLost() -> throw new InterruptedException();
            }
        }
    }

    private Outcome attempt(
            StepRow undo, StepRow target, OperationDescriptor operation, boolean complete, int gaps, Try attempt)
            throws InterruptedException {
        Permits.Held permits = tools.permits().acquire(operation.connector(), target.host());
        try {
            tools.leases().check(gaps);
            Call call = new Call(operation.id());
            StepContext context = tools.context(undo, target.id(), attempt, operation.timeout(), call, permits);
            return call.run(() -> takeBack(operation, target, complete, context), operation.timeout(), tools.timer());
        } catch (InterruptedException | StepLeases.Doubtful e) {
            commits.commit("End of an undo that was stopped", () -> {
                store.abandon(undo.id());
                return true;
            });
            throw e;
        } finally {
            permits.release();
        }
    }

    /** Returns an empty map if there was nothing to take back. */
    private Map<String, Object> takeBack(
            OperationDescriptor operation, StepRow target, boolean complete, StepContext context)
            throws InterruptedException {
        Record input = tools.binder().bind(operation, target.input(), tools.secrets());
        Map<String, Object> stored = target.output();
        if (complete && stored != null) {
            undo(operation.operation(), input, tools.binder().output(operation.outputRecord(), stored), context);
            return Map.of("undone", describe(target));
        }
        Optional<Record> found = found(operation.operation(), input, context);
        if (found.isEmpty()) {
            return unfinished(operation.operation(), input, context) ? Map.of("undone", describe(target)) : Map.of();
        }
        context.log().info("The step did not complete, but its effect is there; taking it back.");
        undo(operation.operation(), input, found.get(), context);
        return Map.of("undone", describe(target));
    }

    @SuppressWarnings("unchecked") // the descriptor binds the records that the operation declares
    private static <I extends Record, O extends Record> void undo(
            Operation<?, ?> any, Record input, Record output, StepContext context) throws InterruptedException {
        ((Undoable<I, O>) any).undo((I) input, (O) output, context);
    }

    @SuppressWarnings("unchecked") // as above
    private static <I extends Record, O extends Record> boolean unfinished(
            Operation<?, ?> any, Record input, StepContext context) throws InterruptedException {
        return ((Undoable<I, O>) any).undoUnfinished((I) input, context);
    }

    @SuppressWarnings("unchecked") // as above
    private static <I extends Record, O extends Record> Optional<Record> found(
            Operation<?, ?> any, Record input, StepContext context) throws InterruptedException {
        return ((Findable<I, O>) any).find((I) input, context).map(o -> o);
    }

    private StepRow begin(StepRow in, StepRow target, OperationDescriptor operation) {
        StepRow undo = new StepRow(
                UUID.randomUUID().toString(),
                in.runId(),
                in.rootId(),
                in.runbook(),
                null,
                target.elementId(),
                target.elementName(),
                target.operation(),
                "",
                target.host(),
                new StepPolicy(ATTEMPTS, operation.backoff(), Duration.ofDays(1), operation.timeout()),
                0,
                true,
                0,
                0,
                target.input(),
                null,
                null,
                tools.clock().instant());
        return commits.commit("Begin of an undo", () -> {
            store.insert(undo, Effect.CHANGE, node, target.id(), in.id());
            tools.runs().changed(undo);
            return undo;
        });
    }

    private void end(
            StepRow undo, StepRow target, Try attempt, Map<String, Object> output, OperationDescriptor operation) {
        commits.commit("Undo by " + operation.id(), () -> {
            store.complete(undo, node, attempt, output, false);
            store.undone(target.id(), StepView.Undo.DONE);
            tools.runs().changed(undo);
            return true;
        });
    }

    private void fail(StepRow undo, StepRow target, Try attempt, Failure failure) {
        commits.commit("Failed undo", () -> {
            store.gaveUp(undo, node, StepState.FAILED, failure, null);
            store.attempt(undo, attempt, node, "FAILED", failure, null);
            store.undone(target.id(), StepView.Undo.FAILED);
            tools.runs().changed(undo);
            return true;
        });
    }

    private StepRow retry(StepRow undo, Try attempt, Failure failure) throws InterruptedException {
        Duration wait = undo.policy().waitAfter(attempt.number(), tools.random());
        commits.commit("Retry of an undo", () -> {
            Instant retryAt = tools.clock().instant().plus(wait);
            store.retrying(undo, node, failure, retryAt);
            store.attempt(undo, attempt, node, "FAILED", failure, retryAt);
            tools.runs().changed(undo);
            return true;
        });
        TimeUnit.MILLISECONDS.sleep(wait.toMillis());
        return commits.commit("Next attempt of an undo", () -> {
            store.working(undo, node);
            return store.find(undo.id()).orElse(undo);
        });
    }

    private static String describe(StepRow step) {
        return step.elementName() + (step.host() == null ? "" : " on " + step.host());
    }
}
