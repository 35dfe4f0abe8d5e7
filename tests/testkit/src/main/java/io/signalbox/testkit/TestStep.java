package io.signalbox.testkit;

import io.signalbox.sdk.Step;
import io.signalbox.sdk.StepLog;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * A step in memory. Log, progress, notes and checkpoints are kept to be looked at; checkpoints go through JSON. To cancel it as
 * the engine does, let a {@link StepThread} work for it.
 */
public final class TestStep implements Step {

    private final String id;
    private final int attempt;
    private final Clock clock;
    private final Instant deadline;
    private final Kept kept;

    private final List<Runnable> cancelActions = new ArrayList<>();
    private boolean cancelled;
    private @Nullable Thread worker;

    private TestStep(String id, int attempt, Clock clock, Kept kept) {
        this.id = id;
        this.attempt = attempt;
        this.clock = clock;
        this.deadline = clock.instant().plus(Duration.ofMinutes(5));
        this.kept = kept;
    }

    /** The first attempt of a new step, in real time. */
    public static TestStep create() {
        return on(Clock.systemUTC());
    }

    /** The first attempt of a new step. On a {@link TestClock} a pause turns the clock and does not wait. */
    public static TestStep on(Clock clock) {
        return new TestStep(UUID.randomUUID().toString(), 1, clock, new Kept());
    }

    /** The next attempt of the same step, as after a failure or a crash: same id, same run, last checkpoint. */
    public TestStep nextAttempt() {
        return new TestStep(id, attempt + 1, clock, kept);
    }

    /** Cancels it: runs the actions given to {@link #onCancel}, then interrupts the thread that works for it. */
    public void cancel() {
        List<Runnable> actions;
        synchronized (this) {
            cancelled = true;
            actions = List.copyOf(cancelActions);
        }
        actions.forEach(Runnable::run);
        synchronized (this) {
            if (worker != null) {
                worker.interrupt();
            }
        }
    }

    /** From now on this thread is interrupted by {@link #cancel()}. */
    synchronized void workedOnBy(Thread thread) {
        worker = thread;
    }

    /** What was logged by all attempts so far. */
    public List<Line> lines() {
        return List.copyOf(kept.lines);
    }

    /** The text of all lines. */
    public String logged() {
        return kept.lines.stream().map(Line::text).collect(Collectors.joining("\n"));
    }

    public List<Progress> progressed() {
        return List.copyOf(kept.progress);
    }

    /** Each time it paused. */
    public List<Duration> pauses() {
        return List.copyOf(kept.pauses);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public TestRun run() {
        return kept.run;
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
    public synchronized boolean cancelled() {
        return cancelled;
    }

    @Override
    public Registration onCancel(Runnable action) {
        synchronized (this) {
            if (!cancelled) {
                cancelActions.add(action);
                return () -> {
                    synchronized (this) {
                        cancelActions.remove(action);
                    }
                };
            }
        }
        Thread.startVirtualThread(action);
        return () -> {};
    }

    @Override
    public StepLog log() {
        return (level, text) -> text.lines().map(t -> new Line(level, t)).forEach(kept.lines::add);
    }

    @Override
    public void progress(double share, String what) {
        kept.progress.add(new Progress(share, what));
    }

    @Override
    public void pause(Duration time) throws InterruptedException {
        kept.pauses.add(time);
        if (clock instanceof TestClock turned) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            turned.advance(time);
        } else {
            Thread.sleep(time);
        }
    }

    @Override
    public void checkpoint(Record value) {
        kept.checkpoint.set(Json.write(value));
    }

    @Override
    public <T extends Record> Optional<T> checkpoint(Class<T> type) {
        return Optional.ofNullable(kept.checkpoint.get()).map(json -> Json.read(json, type));
    }

    @Override
    public Clock clock() {
        return clock;
    }

    /** One line of the log. */
    public record Line(StepLog.Level level, String text) {}

    /** One report of progress. */
    public record Progress(double share, String what) {}

    /** What the attempts of a step share. */
    private static final class Kept {
        final TestRun run = new TestRun();
        final List<Line> lines = new CopyOnWriteArrayList<>();
        final List<Progress> progress = new CopyOnWriteArrayList<>();
        final List<Duration> pauses = new CopyOnWriteArrayList<>();
        final AtomicReference<@Nullable String> checkpoint = new AtomicReference<>();
    }
}
