package io.signalbox.scenarios;

import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that start runs one after the other, as those behind a load balancer do: each request to the next node, and, until it is answered, again
 * with the same Idempotency-Key.
 */
final class Load implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration BETWEEN = Duration.ofMillis(200);
    private static final OkHttpClient HTTP = new OkHttpClient.Builder()
            .retryOnConnectionFailure(false)
            .callTimeout(Duration.ofSeconds(15))
            .build();

    private final Cluster cluster;
    private final String runbook;
    /** Orders of another load are other orders. */
    private final String name = "load-" + Long.toHexString(System.nanoTime()) + "-";

    private final Map<String, String> runs = new ConcurrentHashMap<>();
    private final List<Answer> refusals = new CopyOnWriteArrayList<>();
    private final AtomicInteger broken = new AtomicInteger();
    private final AtomicInteger number = new AtomicInteger();
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean stopped;

    Load(Cluster cluster, String runbook, int clients) {
        this.cluster = cluster;
        this.runbook = runbook;
        for (int i = 0; i < clients; i++) {
            this.clients.submit(this::work);
        }
    }

    private void work() {
        while (!stopped) {
            int next = number.incrementAndGet();
            for (int attempt = next; !started(name + next, attempt); attempt++) {
                LockSupport.parkNanos(BETWEEN.toNanos());
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }

    private boolean started(String key, int attempt) {
        List<Application> nodes = cluster.nodes();
        URI node = nodes.get(attempt % nodes.size()).url();
        Request request = cluster.api(1)
                .startRequest(runbook, Map.of("order", key))
                .url(node + "/api/v1/runbooks/" + runbook + "/runs")
                .header("Idempotency-Key", key)
                .build();
        try (Response response = HTTP.newCall(request).execute()) {
            String body = response.body().string();
            if (!response.isSuccessful()) {
                refusals.add(
                        new Answer(response.code(), Map.of("Retry-After", response.header("Retry-After", "")), body));
                return false;
            }
            runs.put(key, JSON.readTree(body).get("id").asString());
            return true;
        } catch (IOException e) {
            broken.incrementAndGet();
            return false;
        }
    }

    /** Runs that were started so far. */
    int count() {
        return runs.size();
    }

    /** Answers that were no success. */
    List<Answer> refusals() {
        return refusals;
    }

    /** Requests that got no answer at all. */
    int broken() {
        return broken.get();
    }

    /** Waits until every client has had its answer; the runs by their key. */
    Map<String, String> stop() {
        stopped = true;
        clients.close();
        return Map.copyOf(runs);
    }

    @Override
    public void close() {
        stopped = true;
        clients.shutdownNow();
    }
}
