package io.signalbox.connectors.http;

import io.signalbox.sdk.ConnectorException;
import okhttp3.HttpUrl;
import okhttp3.Request;

/** Which redirects are followed. */
enum Redirects {
    NONE,
    SAME_HOST,
    ANY;

    static final int MOST = 5;

    /**
     * What to ask next. As in browsers, 303 asks with GET, and so do 301 and 302 after a POST; 307 and 308 repeat the request.
     * Credentials go along only to the same scheme, host and port.
     *
     * @throws ConnectorException if this redirect is not one to follow
     */
    Ask follow(Ask ask, Answer answer) {
        String location = answer.headers().getOrDefault("location", "");
        HttpUrl from = ask.request().url();
        HttpUrl to = from.resolve(location);
        if (to == null || this == NONE || (this == SAME_HOST && !to.host().equals(from.host()))) {
            throw new ConnectorException(
                    HttpError.HTTP_REDIRECT,
                    ask.shown() + " answered " + answer.status() + " with Location "
                            + (to == null ? location : Ask.shown(to))
                            + ", which is not followed. Correct the URL, or allow redirects.");
        }
        Request.Builder next = ask.request().newBuilder().url(to);
        boolean toGet = answer.status() == 303
                || (answer.status() <= 302 && ask.request().method().equals("POST"));
        if (toGet && !ask.request().method().equals("HEAD")) {
            next.get().removeHeader("Content-Type").removeHeader("Idempotency-Key");
        }
        if (!sameOrigin(from, to)) {
            next.removeHeader("Authorization").removeHeader(ask.credentials().apiKeyHeader());
        }
        return new Ask(next.build(), ask.credentials(), ask.harmless(), ask.limits());
    }

    private static boolean sameOrigin(HttpUrl a, HttpUrl b) {
        return a.scheme().equals(b.scheme()) && a.host().equals(b.host()) && a.port() == b.port();
    }
}
