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

    /**
     * The cursor of this moment: what has happened until now is not sent again, what open steps and the run are like is.
     *
     * @throws Rejected {@code RUN_NOT_FOUND}
     */
    String now(String runId);

    /** Says whenever any run has changed, at once for this node and within seconds for others; several changes may be told together. */
    Subscription followAll(AllListener listener);

    /** Is told that something changed, on a thread of the feed. */
    interface AllListener {
        /** Any exception ends the subscription. */
        void changed() throws Exception;
    }

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
