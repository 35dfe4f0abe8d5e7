package io.signalbox.engine.event;

import io.signalbox.engine.Rejected;
import org.jspecify.annotations.Nullable;

/** Follows a run live. */
public interface RunFeed {

    /**
     * Sends what has happened since the cursor, then what happens, until the run has ended and everything was sent or the subscription is closed.
     *
     * <p>Events are sent at least once: around a cursor some come again, and carry the same id.
     *
     * @param cursor id of the last event that was received; null for all from the beginning
     * @throws Rejected {@code RUN_NOT_FOUND}, {@code CURSOR_INVALID}
     */
    Subscription follow(String runId, @Nullable String cursor, Listener listener);

    /** Gets the events, one after the other, on a thread of the feed. */
    interface Listener {
        /** May block as long as the receiver needs; an exception ends the subscription. */
        void on(Event event) throws Exception;

        /** Nothing more comes: the run has ended, or the listener failed. */
        void ended();
    }

    /**
     * What happened.
     *
     * @param cursor to go on from here
     * @param type {@code run}, {@code step}, {@code timeline} or {@code log}: a {@link io.signalbox.engine.run.Run}, {@link
     *     io.signalbox.engine.step.StepView}, {@link io.signalbox.engine.run.TimelineEntry} or {@link
     *     io.signalbox.engine.log.LogLine}; the first two as they are now, whole
     */
    record Event(String cursor, String type, Object data) {}

    /** A listener at work. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
