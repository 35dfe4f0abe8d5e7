package io.signalbox.engine.step;

import io.signalbox.engine.Storable;
import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * Why an attempt failed.
 *
 * @param code stable, and what a boundary event catches
 * @param retryable whether trying again may help
 * @param retryAfter how long to wait at least; null for what the policy says
 * @param left what it says of the effect
 */
record Failure(
        String code,
        String message,
        boolean retryable,
        @Nullable Duration retryAfter,
        Left left) {

    /** What a failed attempt says of its effect. */
    enum Left {
        /** The operation said how it failed: it may be called again. */
        KNOWN,
        /** Nothing: the attempt was stopped, or broke. */
        UNSAID,
        /** The operation said that it does not know. */
        UNKNOWN
    }

    Failure {
        message = Storable.text(message);
    }

    static Failure lasting(String code, String message) {
        return new Failure(code, message, false, null, Left.UNSAID);
    }
}
