package io.signalbox.benchmarks;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Speaks to one server, over as many connections as threads that call at once. */
record Rest(URI url, Map<String, String> headers) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static Rest to(URI url, Map<String, String> headers) {
        return new Rest(url, headers);
    }

    Rest with(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Rest(url, more);
    }

    JsonNode get(String path) {
        return read(text(path));
    }

    String text(String path) {
        return send("GET", path, null, "");
    }

    JsonNode post(String path, String type, String body) {
        return read(postText(path, type, body));
    }

    /** The answer as it came, for who does not want to count the reading of it. */
    String postText(String path, String type, String body) {
        return send("POST", path, type, body);
    }

    static JsonNode read(String json) {
        return MAPPER.readTree(json);
    }

    /** A file, as a form sends it. */
    void upload(String path, String name, String content) {
        String body = """
                --part\r
                Content-Disposition: form-data; name="data"; filename="%s"\r
                Content-Type: application/octet-stream\r
                \r
                %s\r
                --part--\r
                """.formatted(name, content);
        post(path, "multipart/form-data; boundary=part", body);
    }

    private String send(String method, String path, @Nullable String type, String body) {
        URI address = url.resolve(path);
        String query = address.getRawQuery();
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder request = new StringBuilder(method + " " + address.getRawPath()
                + (query == null ? "" : "?" + query) + " HTTP/1.1\r\nHost: " + url.getAuthority() + "\r\n");
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        if (type != null) {
            request.append("Content-Type: ")
                    .append(type)
                    .append("\r\nContent-Length: ")
                    .append(content.length)
                    .append("\r\n");
        }
        request.append("\r\n").append(body);
        Connection.Answer answer = Connection.ask(url, request.toString().getBytes(StandardCharsets.UTF_8));
        if (answer.status() >= 300) {
            throw new IllegalStateException(address + ": " + answer.status() + " " + answer.text());
        }
        return answer.text();
    }
}
