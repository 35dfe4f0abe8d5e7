package io.signalbox.engine.step;

import io.signalbox.sdk.Step;
import io.signalbox.sdk.StepLog;
import io.signalbox.sdk.StepRun;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands for a step where an operation that only reads is called outside of any run: nothing is logged or kept. */
public final class ReadOnlyStep implements Step {

    private static final StepLog SILENT = (level, text) -> {};

    private final Clock clock;
    private final Instant deadline;
    private final Set<Runnable> onCancel = ConcurrentHashMap.newKeySet();
    private volatile boolean cancelled;

    public ReadOnlyStep(Clock clock, Duration limit) {
        this.clock = clock;
        this.deadline = clock.instant().plus(limit);
    }

    /** Tells the operation to stop; the caller interrupts its thread as well. */
    public void cancel() {
        cancelled = true;
        onCancel.forEach(Runnable::run);
    }

    @Override
    public String id() {
        return "read-only";
    }

    @Override
    public StepRun run() {
        return NoRun.INSTANCE;
    }

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public Instant deadline() {
        return deadline;
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    @Override
    public Registration onCancel(Runnable action) {
        onCancel.add(action);
        if (cancelled) {
            action.run();
        }
        return () -> onCancel.remove(action);
    }

    @Override
    public StepLog log() {
        return SILENT;
    }

    @Override
    public void progress(double share, String what) {}

    @Override
    public void pause(Duration time) throws InterruptedException {
        Thread.sleep(time);
    }

    @Override
    public void checkpoint(Record value) {}

    @Override
    public <T extends Record> Optional<T> checkpoint(Class<T> type) {
        return Optional.empty();
    }

    @Override
    public Clock clock() {
        return clock;
    }

    private enum NoRun implements StepRun {
        INSTANCE;

        @Override
        public String id() {
            return "none";
        }

        @Override
        public String runbook() {
            return "none";
        }

        @Override
        public String startedBy() {
            return "signalbox";
        }

        @Override
        public void note(String text) {}

        @Override
        public UndoReport undo(@Nullable String runId, @Nullable String host) {
            throw new UnsupportedOperationException("Nothing is taken back outside of a run");
        }

        @Override
        public Optional<PastRun> lastSucceeded(String runbook, Map<String, String> inputs, int skip) {
            return Optional.empty();
        }
    }
}
