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
 */
record Failure(
        String code,
        String message,
        boolean retryable,
        @Nullable Duration retryAfter) {

    Failure {
        message = Storable.text(message);
    }

    static Failure lasting(String code, String message) {
        return new Failure(code, message, false, null);
    }
}
