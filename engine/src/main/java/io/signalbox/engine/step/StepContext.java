package io.signalbox.engine.step;

import io.signalbox.engine.Json;
import io.signalbox.engine.Rejected;
import io.signalbox.engine.Storable;
import io.signalbox.sdk.Step;
import io.signalbox.sdk.StepLog;
import io.signalbox.sdk.StepRun;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The step as an operation sees it. */
final class StepContext implements Step {

    private static final int LARGEST_CHECKPOINT = 64 * 1024;
    private static final Duration BETWEEN_PROGRESS = Duration.ofSeconds(1);

    private final StepRow row;
    private final String id;
    private final int attempt;
    private final Instant deadline;
    private final Call call;
    private final Permits.Held permits;
    private final StepLog log;
    private final StepRun run;
    private final Keeper keeper;
    private final Clock clock;
    private Instant progressShown = Instant.MIN;

    /** Where a context keeps things. */
    interface Keeper {
        /** @throws Tokens.TokenGone if the lease is lost */
        void checkpoint(StepRow row, String json);

        Optional<String> checkpoint(String stepId);

        void progress(StepRow row, String what, @Nullable Double share);
    }

    /** @param id whose effect this is about: the step's own, or that of the step that is taken back */
    StepContext(
            StepRow row,
            String id,
            int attempt,
            Instant deadline,
            Call call,
            Permits.Held permits,
            StepLog log,
            StepRun run,
            Keeper keeper,
            Clock clock) {
        this.row = row;
        this.id = id;
        this.attempt = attempt;
        this.deadline = deadline;
        this.call = call;
        this.permits = permits;
        this.log = log;
        this.run = run;
        this.keeper = keeper;
        this.clock = clock;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public StepRun run() {
        return run;
    }

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public Instant deadline() {
        return deadline;
    }

    @Override
    public boolean cancelled() {
        return call.stopping();
    }

    @Override
    public Registration onCancel(Runnable action) {
        call.onStop(action);
        return () -> call.forget(action);
    }

    @Override
    public StepLog log() {
        return log;
    }

    @Override
    public void progress(double share, String what) {
        Instant now = clock.instant();
        if (now.isBefore(progressShown.plus(BETWEEN_PROGRESS))) {
            return;
        }
        progressShown = now;
        keeper.progress(row, Storable.text(what), share < 0 || Double.isNaN(share) ? null : Math.min(share, 1));
    }

    @Override
    public void pause(Duration time) throws InterruptedException {
        permits.release();
        call.pausing(true);
        try {
            TimeUnit.NANOSECONDS.sleep(saturated(time));
        } finally {
            call.pausing(false);
        }
        permits.take();
    }

    private static long saturated(Duration time) {
        return time.compareTo(Duration.ofDays(36_500)) > 0 ? Long.MAX_VALUE : Math.max(0, time.toNanos());
    }

    @Override
    public void checkpoint(Record value) {
        String json = Json.write(value);
        if (json.length() > LARGEST_CHECKPOINT) {
            throw new Rejected(
                    Rejected.Kind.TOO_LARGE,
                    "CHECKPOINT_TOO_LARGE",
                    row.operation() + " wanted to store a checkpoint of " + json.length() + " characters; at most "
                            + LARGEST_CHECKPOINT + " are kept.");
        }
        keeper.checkpoint(row, json);
    }

    @Override
    public <T extends Record> Optional<T> checkpoint(Class<T> type) {
        return keeper.checkpoint(row.id()).map(json -> Json.read(json, type));
    }

    @Override
    public Clock clock() {
        return clock;
    }
}
