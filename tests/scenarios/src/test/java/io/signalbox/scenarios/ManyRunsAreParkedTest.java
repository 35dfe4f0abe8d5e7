package io.signalbox.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;

class ManyRunsAreParkedTest {

    private static final int RUNS = 2000;
    private static final int WARM_UP = 400;
    private static final int CONNECTIONS = 10;

    /** Has a heap of 512 MB and as many connections as above, as every application here. */
    @RegisterExtension
    static final Application signalbox = Application.shared();

    private final Api api = signalbox.api();

    @BeforeAll
    static void deploy() {
        signalbox
                .api()
                .deploy(Diagram.of("park")
                        .input("time", "string", "required")
                        .step("wait", "flow.wait", "duration=${time}")
                        .end("Over"));
    }

    @Test
    void twoThousandRunsWaitAtOnceOnTenConnectionsAndAllFinish() throws Exception {
        Duration each = startingEach();
        Instant began = Instant.now();
        // Those that are started late wait less, so that all wait at the end of starting, and end at once.
        Instant until = began.plus(each.multipliedBy(RUNS)).plusSeconds(20);
        start(RUNS, () -> Duration.between(Instant.now(), until));
        Duration starting = Duration.between(began, Instant.now());

        assertThat(count("state=RUNNING")).isEqualTo(RUNS);
        // The last ones have just been started, and are on their way into their wait.
        Awaitility.await().until(() -> metric("hikaricp_connections_active") == 0);
        List<Double> busy = sample(60, () -> metric("hikaricp_connections_active"));
        List<Double> answers = sample(50, () -> milliseconds(() -> api.get("/api/v1/runs?runbook=park&limit=1")));
        double pool = metric("hikaricp_connections_max");
        long parked = residentMegabytes("VmRSS");
        assertThat(Instant.now()).as("all looked at while they wait").isBefore(until);

        Awaitility.await()
                .atMost(Duration.between(Instant.now(), until).plusSeconds(120))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> api.get("/api/v1/runs?runbook=park&limit=1&state=RUNNING,WAITING")
                        .json()
                        .get("items")
                        .isEmpty());
        Duration finishing = Duration.between(until, Instant.now());
        System.out.printf(
                "%d runs parked: starting took %.1f s (%.0f/s), the last ended %.1f s after its time; resident %d MB when parked, %d MB at"
                        + " most; connections in use %.1f of %.0f; list of runs p50 %.0f ms, p95 %.0f ms%n",
                RUNS,
                starting.toMillis() / 1000.0,
                RUNS * 1000.0 / starting.toMillis(),
                finishing.toMillis() / 1000.0,
                parked,
                residentMegabytes("VmHWM"),
                busy.get(busy.size() / 2),
                pool,
                answers.get(25),
                answers.get(47));

        assertThat(count("state=SUCCEEDED")).isEqualTo(RUNS + WARM_UP);
        assertThat(pool).isEqualTo(CONNECTIONS);
        assertThat(busy.get(busy.size() / 2)).as("connections in use, median").isZero();
        assertThat(answers.get(47)).as("milliseconds for a page of runs, p95").isLessThan(1000);
        assertThat(signalbox.log()).doesNotContain("OutOfMemoryError", "Connection is not available");
    }

    /** Learnt from some that end at once. */
    private Duration startingEach() throws Exception {
        start(WARM_UP / 2, () -> Duration.ofMillis(1));
        Instant began = Instant.now();
        start(WARM_UP / 2, () -> Duration.ofMillis(1));
        return Duration.between(began, Instant.now()).dividedBy(WARM_UP / 2);
    }

    private void start(int many, Supplier<Duration> time) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(16)) {
            List<Future<?>> starts = new ArrayList<>();
            IntStream.range(0, many)
                    .forEach(_ -> starts.add(threads.submit(
                            () -> api.start("park", Map.of("time", time.get().toString())))));
            for (Future<?> start : starts) {
                start.get();
            }
        }
    }

    private int count(String filter) {
        int count = 0;
        String cursor = "";
        while (cursor != null) {
            var page = api.get("/api/v1/runs?runbook=park&limit=200&" + filter + cursor)
                    .json();
            count += page.get("items").size();
            cursor = page.has("next") ? "&cursor=" + page.get("next").asString() : null;
        }
        return count;
    }

    private double metric(String name) {
        return api.get("/actuator/prometheus")
                .text()
                .lines()
                .filter(line -> line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static <T extends Comparable<T>> List<T> sample(int times, Callable<T> look) throws Exception {
        List<T> samples = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            samples.add(look.call());
        }
        return samples.stream().sorted().toList();
    }

    private static double milliseconds(Runnable action) {
        long began = System.nanoTime();
        action.run();
        return (System.nanoTime() - began) / 1e6;
    }

    private static long residentMegabytes(String which) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + signalbox.process().pid() + "/status")).stream()
                .filter(line -> line.startsWith(which))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")) / 1024)
                .sum();
    }
}
