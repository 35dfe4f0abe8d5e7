package io.signalbox.engine.step;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** One call of a verb of an operation on the thread that runs it, which can be stopped from outside: by a cancel, at its time limit, at shutdown. */
final class Call {

    private static final Logger LOG = LoggerFactory.getLogger(Call.class);

    /** Why a call was stopped. */
    enum Stop {
        CANCELLED,
        TIMED_OUT,
        RELEASED,
        LEASE_LOST
    }

    /** What is called. */
    @FunctionalInterface
    interface Verb {
        Map<String, Object> run() throws InterruptedException;
    }

    private final String operation;
    private final List<Runnable> onStop = new ArrayList<>();
    private @Nullable Thread thread;
    private @Nullable Stop stopped;
    private boolean pausing;
    private boolean leaked;

    private final @Nullable Stuck stuck;

    /**
     * What to do with a call that was cancelled or took too long, and does not stop.
     *
     * @param after how long it may take
     * @param action gets why it was stopped, and the thread that goes on
     */
    record Stuck(Duration after, ScheduledExecutorService timer, BiConsumer<Stop, Thread> action) {}

    Call(String operation) {
        this(operation, null);
    }

    Call(String operation, @Nullable Stuck stuck) {
        this.operation = operation;
        this.stuck = stuck;
    }

    /** Runs the verb and says how it ended. An interrupt that is not ours is the caller's: it is passed on. */
    Outcome run(Verb verb, Duration timeout, ScheduledExecutorService timer) throws InterruptedException {
        Future<?> limit = timer.schedule(() -> stop(Stop.TIMED_OUT), timeout.toMillis(), TimeUnit.MILLISECONDS);
        try {
            begin();
            Map<String, Object> output = verb.run();
            return end() == Stop.LEASE_LOST ? new Outcome.LeaseLost() : new Outcome.Completed(output);
        } catch (Throwable thrown) {
            Stop stop = end();
            if (stop == null && thrown instanceof InterruptedException e) {
                throw e;
            }
            if (thrown instanceof StepLeases.Doubtful || thrown instanceof Tokens.TokenGone) {
                return stop == null ? new Outcome.LeaseLost() : stoppedBy(stop, timeout);
            }
            return stop == null ? new Outcome.Failed(Failures.of(thrown, operation)) : stoppedBy(stop, timeout);
        } finally {
            limit.cancel(false);
        }
    }

    private static Outcome stoppedBy(Stop stop, Duration timeout) {
        return switch (stop) {
            case CANCELLED -> new Outcome.Cancelled();
            case TIMED_OUT -> new Outcome.Failed(Failures.timedOut(timeout));
            case RELEASED -> new Outcome.Released();
            case LEASE_LOST -> new Outcome.LeaseLost();
        };
    }

    private synchronized void begin() throws InterruptedException {
        if (stopped != null) {
            throw new InterruptedException();
        }
        thread = Thread.currentThread();
    }

    /** From here on nothing interrupts the thread any more; an interrupt that came too late is taken back. */
    private synchronized @Nullable Stop end() {
        thread = null;
        if (stopped != null) {
            Thread.interrupted();
        }
        return stopped;
    }

    /** The first reason counts. */
    synchronized void stop(Stop why) {
        if (stopped != null) {
            return;
        }
        stopped = why;
        if (thread == null) {
            return;
        }
        for (Runnable action : List.copyOf(onStop)) {
            start(action);
        }
        thread.interrupt();
        if (stuck != null && (why == Stop.CANCELLED || why == Stop.TIMED_OUT)) {
            var _ = stuck.timer()
                    .schedule(() -> lookWhetherStuck(why, stuck), stuck.after().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void lookWhetherStuck(Stop why, Stuck then) {
        Thread goesOn;
        synchronized (this) {
            goesOn = thread;
            leaked = goesOn != null;
        }
        if (goesOn != null) {
            Thread.ofVirtual().start(() -> then.action().accept(why, goesOn));
        }
    }

    /** Whether it did not stop when it was told to, and was given up. */
    synchronized boolean leaked() {
        return leaked;
    }

    /** Stops it if it has begun; one that has not looks for itself. */
    synchronized void stopIfBegun(Stop why) {
        if (thread != null) {
            stop(why);
        }
    }

    /** Whether it does nothing but wait: it has not begun, has ended, or pauses. */
    synchronized boolean waiting() {
        return thread == null || pausing;
    }

    synchronized void pausing(boolean now) {
        pausing = now;
    }

    synchronized boolean stopping() {
        return stopped != null;
    }

    /** Registers what an interrupt does not stop; runs it at once if the call is being stopped already. */
    synchronized void onStop(Runnable action) {
        onStop.add(action);
        if (stopped != null) {
            start(action);
        }
    }

    synchronized void forget(Runnable action) {
        onStop.remove(action);
    }

    private void start(Runnable action) {
        Thread.ofVirtual().name("stop " + operation).start(() -> {
            try {
                action.run();
            } catch (RuntimeException e) {
                LOG.warn("What {} registered to stop its work failed; the work may go on on its host", operation, e);
            }
        });
    }
}
