package io.signalbox.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.awaitility.Awaitility;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The REST contract as a client sees it. The methods with a meaning expect success and fail the test otherwise; {@link
 * #send} returns whatever comes.
 */
public final class Api {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final OkHttpClient HTTP = new OkHttpClient.Builder()
            .followRedirects(false)
            // What fails is to be seen; so no connection is used again that the server may just be closing.
            .retryOnConnectionFailure(false)
            .connectionPool(new ConnectionPool(16, 5, TimeUnit.SECONDS))
            .readTimeout(Duration.ofSeconds(70))
            .build();

    private final Supplier<URI> address;
    private final Supplier<String> token;

    Api(Supplier<URI> address, Supplier<String> token) {
        this.address = address;
        this.token = token;
    }

    /** A run, as far as tests look at it. */
    public record Run(
            String id,
            String rootId,
            String parentId,
            String runbook,
            int version,
            String state,
            String outcome,
            Map<String, Object> inputs,
            Map<String, Object> outputs,
            String startedBy,
            String reason,
            Instant startedAt,
            Instant endedAt,
            List<Current> current) {

        public boolean ended() {
            return List.of("SUCCEEDED", "FAILED", "CANCELLED").contains(state);
        }

        public record Current(
                String elementId, String what, String stepId, String state, String host, String message) {}
    }

    /** A step. */
    public record Step(
            String id,
            String runId,
            String elementId,
            String operation,
            String state,
            String host,
            String undoOf,
            String undo,
            Map<String, Object> input,
            Map<String, Object> output,
            String errorCode,
            String errorMessage,
            String progress,
            Instant createdAt,
            Instant endedAt,
            List<Attempt> attempts) {

        public record Attempt(int number, String outcome, String errorCode, String errorMessage, String node) {}
    }

    /** A line of the timeline. */
    public record Entry(
            String id,
            Instant time,
            String runId,
            String kind,
            String stepId,
            String elementId,
            String title,
            String text,
            String host,
            String actor) {}

    /** A line of the log. */
    public record Line(long id, Instant time, String runId, String stepId, String level, String host, String text) {}

    private record Items<T>(List<T> items, String next) {}

    /** Deploys a diagram; the version that it got. */
    public int deploy(String diagram) {
        Answer answer = send(post("/api/v1/runbooks", "application/xml", diagram.getBytes(StandardCharsets.UTF_8)));
        return answer.expect(200, 201).json().get("version").asInt();
    }

    /** Starts a run. */
    public Run start(String runbook, Map<String, ?> inputs) {
        return send(startRequest(runbook, inputs)).expect(201).as(Run.class);
    }

    /** The request that {@link #start} sends, to add to. */
    public Request.Builder startRequest(String runbook, Map<String, ?> inputs) {
        return post("/api/v1/runbooks/" + runbook + "/runs", Map.of("inputs", inputs));
    }

    public Run run(String id) {
        return get("/api/v1/runs/" + id).as(Run.class);
    }

    /** Waits until it has ended, at most a minute. */
    public Run awaitEnd(String id) {
        return awaitEnd(id, Duration.ofMinutes(1));
    }

    public Run awaitEnd(String id, Duration atMost) {
        return Awaitility.await("the end of run " + id)
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> run(id), run -> {
                    assertThat(run.state())
                            .as("state of run %s at %s", id, run.current())
                            .isNotEqualTo("NEEDS_ATTENTION");
                    return run.ended();
                });
    }

    /** Waits until it is in this state, at most a minute. */
    public Run awaitState(String id, String state) {
        return Awaitility.await("run " + id + " being " + state)
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> run(id), run -> run.state().equals(state));
    }

    /** Waits until a step of this element works, and returns it. */
    public Step awaitWorking(String id, String elementId) {
        return Awaitility.await("step " + elementId + " of run " + id)
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> steps(id).stream()
                                .peek(s -> assertThat(s.state())
                                        .as("state of %s", s)
                                        .isNotEqualTo("ATTENTION"))
                                .filter(s -> s.elementId().equals(elementId)
                                        && s.state().equals("WORKING"))
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    public List<Step> steps(String id) {
        return get("/api/v1/runs/" + id + "/steps")
                .as(new TypeReference<Items<Step>>() {})
                .items();
    }

    /** The only step of this element. */
    public Step step(String id, String elementId) {
        List<Step> found =
                steps(id).stream().filter(s -> s.elementId().equals(elementId)).toList();
        assertThat(found).as("steps of %s", elementId).hasSize(1);
        return found.getFirst();
    }

    public List<Entry> timeline(String id) {
        return get("/api/v1/runs/" + id + "/timeline")
                .as(new TypeReference<Items<Entry>>() {})
                .items();
    }

    /** @param query such as {@code level=warn&q=text}; empty for all */
    public List<Line> log(String id, String query) {
        return get("/api/v1/runs/" + id + "/log?limit=1000" + (query.isEmpty() ? "" : "&" + query))
                .as(new TypeReference<Items<Line>>() {})
                .items();
    }

    public Run cancel(String id, String reason) {
        return send(post("/api/v1/runs/" + id + "/cancel", Map.of("reason", reason)))
                .expect(200)
                .as(Run.class);
    }

    /** Takes its changes back; the run that does so. */
    public Run rollback(String id, String reason) {
        return send(post("/api/v1/runs/" + id + "/rollback", Map.of("reason", reason)))
                .expect(201)
                .as(Run.class);
    }

    /** Runs, newest first, the first page. */
    public List<Run> runs(String query) {
        return get("/api/v1/runs?limit=200" + (query.isEmpty() ? "" : "&" + query))
                .as(new TypeReference<Items<Run>>() {})
                .items();
    }

    public Answer get(String path) {
        return send(request(path)).expect(200);
    }

    /** A GET, to change at will. */
    public Request.Builder request(String path) {
        return new Request.Builder().url(address.get() + path).header("Authorization", "Bearer " + token.get());
    }

    /** A POST of JSON. */
    public Request.Builder post(String path, Object body) {
        return post(path, "application/json", JSON.writeValueAsBytes(body));
    }

    /** @param contentType null for none */
    public Request.Builder post(String path, String contentType, byte[] body) {
        Request.Builder request = request(path).post(RequestBody.create(body));
        return contentType == null ? request : request.header("Content-Type", contentType);
    }

    public Answer send(Request.Builder request) {
        try (Response response = HTTP.newCall(request.build()).execute()) {
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            response.headers().forEach(header -> headers.put(header.getFirst(), header.getSecond()));
            return new Answer(response.code(), headers, response.body().string());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For what the methods here do not do, such as reading a stream. */
    public OkHttpClient http() {
        return HTTP;
    }
}
