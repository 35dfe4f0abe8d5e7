package io.signalbox.engine.camunda;

import java.util.Objects;

/** Makes a sentence for people of what Camunda throws. */
final class Causes {

    private Causes() {}

    /** The message of the innermost cause: that is where an expression says what it lacked. */
    static String sentence(Throwable thrown) {
        Throwable inner = thrown;
        while (inner.getCause() != null) {
            inner = inner.getCause();
        }
        String message =
                Objects.requireNonNullElse(inner.getMessage(), inner.getClass().getSimpleName());
        return message.replaceFirst("^ENGINE-\\d+\\s*", "");
    }
}
