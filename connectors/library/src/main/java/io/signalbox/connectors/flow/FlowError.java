package io.signalbox.connectors.flow;

import io.signalbox.sdk.ErrorCode;

enum FlowError implements ErrorCode {
    FLOW_WAIT_TOO_LONG(Kind.USER, false),
    /** What could be taken back has been; a further attempt goes on with the rest. */
    FLOW_UNDO_INCOMPLETE(Kind.EXTERNAL, true);

    private final Kind kind;
    private final boolean retryable;

    FlowError(Kind kind, boolean retryable) {
        this.kind = kind;
        this.retryable = retryable;
    }

    @Override
    public String code() {
        return name();
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public boolean retryable() {
        return retryable;
    }
}
