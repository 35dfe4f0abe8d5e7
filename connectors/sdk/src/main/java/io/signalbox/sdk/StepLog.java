package io.signalbox.sdk;

/** Lines that people read: written in batches, followed live, bounded per step. Never blocks for long, never throws. */
public interface StepLog {

    /** How much a line matters. */
    enum Level {
        DEBUG,
        INFO,
        WARN,
        ERROR
    }

    /** One line; line breaks make several. */
    void line(Level level, String text);

    default void debug(String text) {
        line(Level.DEBUG, text);
    }

    default void info(String text) {
        line(Level.INFO, text);
    }

    default void warn(String text) {
        line(Level.WARN, text);
    }

    default void error(String text) {
        line(Level.ERROR, text);
    }
}
