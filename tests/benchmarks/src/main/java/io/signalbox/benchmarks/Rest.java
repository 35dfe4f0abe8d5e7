package io.signalbox.benchmarks;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** Speaks to one server. As many connections as threads that call at once. */
record Rest(HttpClient client, URI url, Map<String, String> headers) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static Rest to(URI url, Map<String, String> headers) {
        return new Rest(
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), url, headers);
    }

    Rest with(String name, String value) {
        Map<String, String> more = new java.util.HashMap<>(headers);
        more.put(name, value);
        return new Rest(client, url, more);
    }

    JsonNode get(String path) {
        return MAPPER.readTree(send(request(path).GET()));
    }

    String text(String path) {
        return send(request(path).GET());
    }

    JsonNode post(String path, String type, String body) {
        return MAPPER.readTree(
                send(request(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body))));
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

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path));
        headers.forEach(request::header);
        return request;
    }

    private String send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(
                        request.method() + " " + request.uri() + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new IllegalStateException(request.method() + " " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
