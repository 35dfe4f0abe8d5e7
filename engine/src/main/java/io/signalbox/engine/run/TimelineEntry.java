package io.signalbox.engine.run;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Something that happened in a run or in one that it called.
 *
 * @param id stable, so that what comes again can be recognised
 * @param runId the run it happened in, which may be a called one
 * @param kind what happened
 * @param stepId null if it concerns no step
 * @param title what a reader sees first: name of the element, or what somebody did
 * @param text details in a sentence; null if there are none
 * @param actor who did it; null if the engine
 */
public record TimelineEntry(
        String id,
        Instant time,
        String runId,
        Kind kind,
        @Nullable String stepId,
        @Nullable String elementId,
        String title,
        @Nullable String text,
        @Nullable String host,
        @Nullable String actor) {

    /** What happened. */
    public enum Kind {
        RUN_STARTED,
        RUN_ENDED,
        STEP_STARTED,
        STEP_COMPLETED,
        STEP_FAILED,
        STEP_CANCELLED,
        STEP_SKIPPED,
        STEP_NEEDS_ATTENTION,
        ATTEMPT_FAILED,
        UNDO_STARTED,
        UNDO_COMPLETED,
        UNDO_FAILED,
        NOTE,
        ACT
    }
}
