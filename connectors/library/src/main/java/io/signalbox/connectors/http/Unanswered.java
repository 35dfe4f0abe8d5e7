package io.signalbox.connectors.http;

import io.signalbox.sdk.ConnectorException;
import io.signalbox.sdk.Durations;

import java.io.InterruptedIOException;
import java.net.UnknownHostException;

import javax.net.ssl.SSLException;

/** A request came to no complete answer. */
final class Unanswered extends Exception {

    private final HttpError error;

    Unanswered(Ask ask, boolean sent, Throwable cause) {
        this(ask, error(ask, sent, cause), cause);
    }

    private Unanswered(Ask ask, HttpError error, Throwable cause) {
        super(sentence(ask, error, cause), cause);
        this.error = error;
    }

    /** The failure of a step that cannot do without the answer. */
    ConnectorException asFailure() {
        return new ConnectorException(error, String.valueOf(getMessage()), getCause());
    }

    private static HttpError error(Ask ask, boolean sent, Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return HttpError.HTTP_DNS;
        }
        if (!sent) {
            return cause instanceof SSLException ? HttpError.HTTP_TLS : HttpError.HTTP_CONNECT_FAILED;
        }
        if (!ask.harmless()) {
            return HttpError.HTTP_OUTCOME_UNKNOWN;
        }
        return cause instanceof InterruptedIOException ? HttpError.HTTP_TIMEOUT : HttpError.HTTP_CONNECTION_LOST;
    }

    private static String sentence(Ask ask, HttpError error, Throwable cause) {
        String host = ask.request().url().host();
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        boolean late = cause instanceof InterruptedIOException;
        return switch (error) {
            case HTTP_DNS -> "The name " + host + " cannot be resolved. Check the URL and this node's name servers.";
            case HTTP_TLS ->
                "The TLS connection to " + host + " failed: " + reason
                        + ". Check the certificate of the server and what this node trusts.";
            case HTTP_CONNECT_FAILED ->
                "No connection to " + host + ":" + ask.request().url().port() + ": "
                        + (late ? "none within " + Durations.format(ask.limits().connectAtMost()) : reason)
                        + ". Nothing was sent.";
            case HTTP_TIMEOUT ->
                ask.shown() + " had no complete answer within "
                        + Durations.format(ask.limits().answer()) + ".";
            case HTTP_OUTCOME_UNKNOWN ->
                ask.shown() + " was sent, but "
                        + (late
                                ? "no complete answer came within "
                                        + Durations.format(ask.limits().answer())
                                : "the connection broke (" + reason + ")")
                        + ". Whether it took effect is not known: look at the other system.";
            default -> ask.shown() + " lost its connection before the answer was complete: " + reason + ".";
        };
    }
}
