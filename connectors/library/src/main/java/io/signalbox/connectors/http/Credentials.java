package io.signalbox.connectors.http;

import io.signalbox.sdk.ConnectorException;
import io.signalbox.sdk.Secret;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/** How a request says who asks. At most one of bearer token and user is given; an API key can stand beside them. */
record Credentials(
        @Nullable Secret bearer,
        @Nullable String username,
        @Nullable Secret password,
        @Nullable Secret apiKey,
        String apiKeyHeader) {

    Credentials {
        if (bearer != null && username != null) {
            throw invalid("Give either a bearer token or a user name, not both.");
        }
        if (username != null && password == null) {
            throw invalid("The user name " + username + " lacks a password.");
        }
        if (username == null && password != null) {
            throw invalid("The password lacks a user name.");
        }
    }

    void addTo(Request.Builder request) {
        if (bearer != null) {
            add(request, "Authorization", "Bearer " + bearer.reveal(), "bearer token");
        }
        if (username != null && password != null) {
            add(
                    request,
                    "Authorization",
                    okhttp3.Credentials.basic(username, password.reveal(), StandardCharsets.UTF_8),
                    "password");
        }
        if (apiKey != null) {
            add(request, apiKeyHeader, apiKey.reveal(), "API key");
        }
    }

    /** The client's own message would show the value. */
    private static void add(Request.Builder request, String header, String value, String what) {
        try {
            request.header(header, value);
        } catch (IllegalArgumentException e) {
            throw invalid("The " + what + " cannot be sent in the header " + header
                    + ": one of them has a character that HTTP does not allow, such as a line break.");
        }
    }

    private static ConnectorException invalid(String message) {
        return new ConnectorException(HttpError.HTTP_INPUT_INVALID, message);
    }
}
