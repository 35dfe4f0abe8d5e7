package io.signalbox.connectors.http;

import io.signalbox.sdk.ConnectorException;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;

/**
 * A request as it is to be sent, checked.
 *
 * @param harmless whether it may be sent twice
 */
record Ask(Request request, Credentials credentials, boolean harmless, Limits limits) {

    /**
     * How long and how much.
     *
     * @param connect until the connection stands, with TLS
     * @param answer until the last byte of the answer
     * @param bytes of the body that are read
     */
    record Limits(Duration connect, Duration answer, int bytes) {
        /** Connecting is part of the time for the answer. */
        Duration connectAtMost() {
            return connect.compareTo(answer) < 0 ? connect : answer;
        }
    }

    /** The URL with further query parameters. */
    static HttpUrl url(String text, @Nullable Map<String, String> query) {
        HttpUrl parsed = HttpUrl.parse(text.strip());
        if (parsed == null) {
            throw new ConnectorException(
                    HttpError.HTTP_URL_INVALID,
                    "The URL '" + text + "' cannot be used. Give one such as https://host:8443/path.");
        }
        if (!parsed.username().isEmpty() || !parsed.password().isEmpty()) {
            throw new ConnectorException(
                    HttpError.HTTP_URL_INVALID,
                    "The URL for " + parsed.host()
                            + " carries a user name or password, which would show in logs. Use the fields for credentials.");
        }
        HttpUrl.Builder url = parsed.newBuilder();
        if (query != null) {
            query.forEach(url::addQueryParameter);
        }
        return url.build();
    }

    static void headers(@Nullable Map<String, String> headers, Request.Builder to) {
        if (headers == null) {
            return;
        }
        headers.forEach((name, value) -> {
            try {
                to.header(name, value);
            } catch (IllegalArgumentException e) {
                throw invalid(
                        "The header '" + name + "' cannot be sent: its name or value has a character that HTTP does"
                                + " not allow, such as a line break.");
            }
        });
    }

    /** The content type named by the headers, whatever its case. */
    static @Nullable String contentType(@Nullable Map<String, String> headers) {
        if (headers == null) {
            return null;
        }
        for (Map.Entry<String, String> header : headers.entrySet()) {
            if (header.getKey().equalsIgnoreCase("Content-Type")) {
                if (MediaType.parse(header.getValue()) == null) {
                    throw invalid("The header 'Content-Type' has the value '" + header.getValue()
                            + "', which is not a media type such as application/json.");
                }
                return header.getValue();
            }
        }
        return null;
    }

    static ConnectorException invalid(String message) {
        return new ConnectorException(HttpError.HTTP_INPUT_INVALID, message);
    }

    /** Method and URL without query, which may hold what nobody should see. */
    String shown() {
        return request.method() + " " + shown(request.url());
    }

    static String shown(HttpUrl url) {
        return url.newBuilder().query(null).fragment(null).build().toString();
    }
}
