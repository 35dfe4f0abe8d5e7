package io.signalbox.scenarios;

/** Where in the life of a step the node dies. */
enum Boundary {
    /** The token has entered the step; the transaction that says so is about to be committed. */
    BEFORE_LEASE,
    /** The step is leased and nothing has been done for it. */
    LEASED,
    /** The operation is about to begin. */
    BEFORE_EFFECT,
    /** The operation has sent its first request that changes something, and does not hear the answer. */
    IN_EFFECT,
    /** The operation is done and nothing has been written down. */
    AFTER_EFFECT,
    /** The transaction that says how the step ended is about to be committed. */
    BEFORE_COMMIT,
    /** It is committed, and the node does not know it yet. */
    AFTER_COMMIT;

    boolean inCommit() {
        return this == BEFORE_LEASE || this == BEFORE_COMMIT || this == AFTER_COMMIT;
    }
}
