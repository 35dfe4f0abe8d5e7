package io.signalbox.scenarios;

import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** A stream of events as it comes over the wire, read one by one. */
final class Events implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Response response;
    private final BufferedSource lines;

    /** @param lastEventId null to begin at the beginning */
    Events(Api api, String runId, String lastEventId) {
        Request.Builder request =
                api.request("/api/v1/runs/" + runId + "/events").header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            response = api.http().newCall(request.build()).execute();
            lines = response.body().source();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (response.code() != 200) {
            throw new AssertionError("Following answered " + response.code());
        }
    }

    /** An event. */
    record Event(String id, String name, JsonNode data) {

        /** The same for an event that comes again, and for a run or step only if nothing has changed in it. */
        String content() {
            return switch (name) {
                case "timeline", "log" -> name + " " + data.get("id");
                default -> name + " " + data;
            };
        }
    }

    /** The next one; empty at the end of the stream. */
    Optional<Event> next() {
        String id = null;
        String name = "message";
        StringBuilder data = new StringBuilder();
        try {
            for (String line = lines.readUtf8Line(); line != null; line = lines.readUtf8Line()) {
                if (line.isEmpty() && !data.isEmpty()) {
                    return Optional.of(new Event(id, name, JSON.readTree(data.toString())));
                }
                int colon = line.indexOf(':');
                String value = line.substring(colon + 1);
                switch (colon < 0 ? "" : line.substring(0, colon)) {
                    case "id" -> id = value.strip();
                    case "event" -> name = value.strip();
                    case "data" -> data.append(value);
                    default -> {}
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        response.close();
    }
}
