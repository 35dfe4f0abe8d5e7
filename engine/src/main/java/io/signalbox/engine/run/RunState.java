package io.signalbox.engine.run;

/** Where a run stands. */
public enum RunState {
    /** A step works or will. */
    RUNNING,
    /** Only approvals, timers or messages are left. */
    WAITING,
    /** A step has no retries left, or its outcome is unknown: somebody has to act. */
    NEEDS_ATTENTION,
    SUCCEEDED,
    /** Ended at an error end event. */
    FAILED,
    CANCELLED;

    public boolean ended() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }
}
