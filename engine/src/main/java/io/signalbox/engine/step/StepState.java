package io.signalbox.engine.step;

/** Where a step stands. */
public enum StepState {
    /** Leased to a node, which works on it or is about to. */
    WORKING,
    /** An attempt failed; the next one comes by itself. */
    RETRYING,
    /** Nothing more comes by itself: no retries are left, or its outcome is unknown. */
    ATTENTION,
    COMPLETED,
    /** Failed, and the diagram went on along an error path. */
    FAILED,
    CANCELLED,
    /** Somebody went on without it. */
    SKIPPED;

    public boolean open() {
        return this == WORKING || this == RETRYING || this == ATTENTION;
    }
}
