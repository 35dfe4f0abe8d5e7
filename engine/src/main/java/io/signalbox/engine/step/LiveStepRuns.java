package io.signalbox.engine.step;

import io.signalbox.engine.event.RunSignals;
import io.signalbox.engine.run.RunStore;
import io.signalbox.engine.run.RunTree;
import io.signalbox.sdk.StepRun;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The runs around steps at work. */
final class LiveStepRuns implements RunsOfSteps {

    private final RunStore runs;
    private final RunTree tree;
    private final RunSignals signals;
    private final Clock clock;
    private final Supplier<UndoWork> undoWork;

    /** @param undoWork asked late: it is made of what steps are made of */
    LiveStepRuns(RunStore runs, RunTree tree, RunSignals signals, Clock clock, Supplier<UndoWork> undoWork) {
        this.runs = runs;
        this.tree = tree;
        this.signals = signals;
        this.clock = clock;
        this.undoWork = undoWork;
    }

    @Override
    public StepRun of(StepRow step, Try attempt, Permits.Held permits) {
        return new Live(step, attempt, permits);
    }

    @Override
    public void changed(StepRow step) {
        signals.changed(step.rootId());
    }

    private final class Live implements StepRun {

        private final StepRow step;
        private final Try attempt;
        private final Permits.Held permits;

        Live(StepRow step, Try attempt, Permits.Held permits) {
            this.step = step;
            this.attempt = attempt;
            this.permits = permits;
        }

        @Override
        public String id() {
            return step.runId();
        }

        @Override
        public String runbook() {
            return step.runbook();
        }

        @Override
        public String startedBy() {
            return runs.startedBy(step.rootId());
        }

        @Override
        public void note(String text) {
            attempt.note(clock.instant(), text);
        }

        @Override
        public UndoReport undo(@Nullable String runId, @Nullable String host) throws InterruptedException {
            permits.release();
            RunTree.Branch branch = tree.branch(runId == null ? step.runId() : runId);
            UndoReport report = undoWork.get().undo(step, branch.runIds(), host);
            permits.take();
            return report;
        }

        @Override
        public Optional<PastRun> lastSucceeded(String runbook, Map<String, String> inputs, int skip) {
            return runs.lastSucceeded(runbook, inputs, skip);
        }
    }
}
