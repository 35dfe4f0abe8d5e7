package io.signalbox.connectors.http;

import io.signalbox.sdk.ErrorCode;

enum HttpError implements ErrorCode {
    HTTP_URL_INVALID(Kind.USER, false),
    /** A header, the body or the credentials cannot be sent. */
    HTTP_INPUT_INVALID(Kind.USER, false),
    /** No address for the name. */
    HTTP_DNS(Kind.EXTERNAL, true),
    /** Nothing was sent. */
    HTTP_CONNECT_FAILED(Kind.EXTERNAL, true),
    HTTP_TLS(Kind.EXTERNAL, false),
    /** No complete answer in time, to a request that may be repeated. */
    HTTP_TIMEOUT(Kind.EXTERNAL, true),
    /** The connection broke before the answer was complete, to a request that may be repeated. */
    HTTP_CONNECTION_LOST(Kind.EXTERNAL, true),
    /** A write was sent, and whether it took effect is not known. */
    HTTP_OUTCOME_UNKNOWN(Kind.EXTERNAL, false),
    /** The answer was complete and has a status that was not expected. */
    HTTP_STATUS(Kind.EXTERNAL, false),
    /** As {@link #HTTP_STATUS}, with a status that says to try again later. */
    HTTP_STATUS_TEMPORARY(Kind.EXTERNAL, true),
    /** A redirect that was not to be followed. */
    HTTP_REDIRECT(Kind.USER, false),
    /** The time given to wait is over. */
    HTTP_NOT_IN_TIME(Kind.EXTERNAL, false);

    private final Kind kind;
    private final boolean retryable;

    HttpError(Kind kind, boolean retryable) {
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

    @Override
    public boolean outcomeUnknown() {
        return this == HTTP_OUTCOME_UNKNOWN;
    }
}
