package io.signalbox.engine.camunda;

import org.camunda.bpm.impl.juel.jakarta.el.PropertyNotFoundException;

import java.util.Objects;

/** Makes a sentence for people of what Camunda throws. */
final class Causes {

    private Causes() {}

    /** Whether an expression reads something that is not there (yet). */
    static boolean isUnknownName(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof PropertyNotFoundException) {
                return true;
            }
        }
        return false;
    }

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
