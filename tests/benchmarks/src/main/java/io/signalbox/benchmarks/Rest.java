package io.signalbox.benchmarks;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Speaks to one server, over as many connections as threads that call at once. With the JDK's plain client, which waits on the thread that calls: what
 * {@code java.net.http} hands from thread to thread costs a millisecond of each answer on an idle machine, and would be told as the server's.
 */
record Rest(URI url, Map<String, String> headers) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static {
        System.setProperty("http.maxConnections", "64");
        System.setProperty("sun.net.http.retryPost", "false");
    }

    static Rest to(URI url, Map<String, String> headers) {
        return new Rest(url, headers);
    }

    Rest with(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Rest(url, more);
    }

    JsonNode get(String path) {
        return MAPPER.readTree(text(path));
    }

    String text(String path) {
        return send(path, null, null);
    }

    JsonNode post(String path, String type, String body) {
        return MAPPER.readTree(send(path, type, body));
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

    private String send(String path, @Nullable String type, @Nullable String body) {
        URI address = url.resolve(path);
        try {
            HttpURLConnection request = (HttpURLConnection) address.toURL().openConnection();
            headers.forEach(request::setRequestProperty);
            if (body != null) {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                request.setDoOutput(true);
                request.setRequestProperty("Content-Type", type);
                request.setFixedLengthStreamingMode(bytes.length);
                try (OutputStream out = request.getOutputStream()) {
                    out.write(bytes);
                }
            }
            int status = request.getResponseCode();
            String answer = read(status < 400 ? request.getInputStream() : request.getErrorStream());
            if (status >= 300) {
                throw new IllegalStateException(address + ": " + status + " " + answer);
            }
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException(address.toString(), e);
        }
    }

    private static String read(@Nullable InputStream in) throws IOException {
        if (in == null) {
            return "";
        }
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
