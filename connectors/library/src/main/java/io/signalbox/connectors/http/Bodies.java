package io.signalbox.connectors.http;

import okhttp3.MediaType;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Between JSON values and bytes. */
final class Bodies {

    private static final JsonMapper MAPPER = new JsonMapper();

    private Bodies() {}

    /** Text as it is, any other value as JSON. A text that is a JSON object or list counts as JSON. */
    static RequestBody of(@Nullable Object body, @Nullable String contentType) {
        if (body == null) {
            return RequestBody.create(new byte[0], contentType == null ? null : MediaType.get(contentType));
        }
        String text = body instanceof CharSequence chars ? chars.toString() : MAPPER.writeValueAsString(body);
        boolean json = !(body instanceof CharSequence)
                || (looksLikeJson(text) && parsed(text).isPresent());
        String type = contentType != null ? contentType : json ? "application/json" : "text/plain; charset=utf-8";
        return RequestBody.create(text.getBytes(StandardCharsets.UTF_8), MediaType.get(type));
    }

    /** Maps, lists, texts, numbers, booleans; empty if it is not JSON, or null. */
    static Optional<Object> parsed(String text) {
        try {
            return Optional.ofNullable(MAPPER.readValue(text, Object.class));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static boolean looksLikeJson(String text) {
        String bare = text.strip();
        return bare.startsWith("{") || bare.startsWith("[");
    }
}
