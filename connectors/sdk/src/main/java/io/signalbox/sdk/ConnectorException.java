package io.signalbox.sdk;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;

/** An operation failed. The message says in one or two sentences what happened, to what, and what to do; people read it at night. */
public final class ConnectorException extends RuntimeException {

    private final ErrorCode error;
    private final @Nullable Duration retryAfter;

    public ConnectorException(ErrorCode error, String message) {
        this(error, message, null, null);
    }

    public ConnectorException(ErrorCode error, String message, @Nullable Throwable cause) {
        this(error, message, cause, null);
    }

    /** @param retryAfter how long the other system asked to wait; null if it did not say */
    public ConnectorException(
            ErrorCode error, String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
        super(message, cause);
        this.error = error;
        this.retryAfter = retryAfter;
    }

    public ErrorCode error() {
        return error;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
