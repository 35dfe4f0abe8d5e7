package io.signalbox.sdk;

/** One way in which a connector fails. Implemented by one enum per connector; a code is unique over all connectors and never changes. */
public interface ErrorCode {

    /** {@code CONNECTOR_WHAT_HAPPENED}; also the BPMN error code that a boundary event catches. */
    String code();

    Kind kind();

    /** Whether the same call may succeed later without anybody doing anything. */
    boolean retryable();

    /**
     * Whether it leaves open if the effect of a {@link Effect#CHANGE} is there. Any other failure says that {@code apply} may be called again without
     * harm; after this one, an operation that can neither {@code find} nor repeat waits for a person to say what happened. Not retryable.
     */
    default boolean outcomeUnknown() {
        return false;
    }

    /** Whose turn it is. */
    enum Kind {
        /** The runbook, its inputs or the site are wrong: somebody has to correct them. */
        USER,
        /** The other system failed or cannot be reached. */
        EXTERNAL,
        /** Something ran out: disk, memory, ports, quota. */
        RESOURCE,
        /** The connector itself broke a promise. */
        INTERNAL
    }
}
