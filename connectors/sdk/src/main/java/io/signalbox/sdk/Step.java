package io.signalbox.sdk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The step that an operation works for. Used only on the thread of the call that it was passed to. */
public interface Step {

    /** The idempotency key: the same for every attempt, on every node, and for the undo of what this step did. At most 64 characters of {@code [A-Za-z0-9-]}. */
    String id();

    /** The run that the step belongs to, and what else an operation may ask of it. */
    StepRun run();

    /** 1 for the first. */
    int attempt();

    /** When this attempt is interrupted. */
    Instant deadline();

    /** Whether the step has been cancelled; the thread is interrupted as well. */
    boolean cancelled();

    /**
     * Runs the action, on another thread, when the step is cancelled or runs out of time while the returned handle is open. For what an interrupt does not stop: a
     * request to be aborted, a process on a host to be killed.
     */
    Registration onCancel(Runnable action);

    /** The step's log, followed live by people. */
    StepLog log();

    /** How far it is: what is going on now in a few words, and the share done from 0 to 1, or a negative number if unknown. */
    void progress(double share, String what);

    /**
     * Waits without holding permits, so that waiting steps do not keep others from working. On a virtual thread this costs
     * nothing else. Ends early only by interruption.
     */
    void pause(Duration time) throws InterruptedException;

    /** Stores how far the step has come; the next attempt, on whichever node, reads it. Overwrites. JSON of at most 64 KiB. */
    void checkpoint(Record value);

    /** The last stored checkpoint, by this or an earlier attempt. */
    <T extends Record> Optional<T> checkpoint(Class<T> type);

    /** The clock to measure deadlines with. */
    Clock clock();

    /** Ends what {@link #onCancel} began. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
