package io.signalbox.webapp.connector;

/** The application cannot start, because a connector cannot be used. The message names everything that is wrong. */
final class UnusableConnectors extends RuntimeException {

    UnusableConnectors(String message) {
        super(message);
    }
}
