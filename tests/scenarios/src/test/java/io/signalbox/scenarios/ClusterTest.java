package io.signalbox.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.testkit.lab.NeedsLab;
import io.signalbox.testkit.lab.Postgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Three nodes on one database, with default settings. */
@NeedsLab
class ClusterTest {

    private static Cluster cluster;
    private static Recorder recorder;

    private final Api first = cluster.api(1);
    private final Api second = cluster.api(2);
    private final Api third = cluster.api(3);

    @BeforeAll
    static void start() {
        recorder = new Recorder();
        cluster = new Cluster("equals", 3, node -> node);
        cluster.start();
        Api api = cluster.api(1);
        api.deploy(Diagram.of("cluster-load")
                .input("order", "string", "required")
                .step(
                        "one",
                        "http.request",
                        "url=" + recorder.url("/${order}/one"),
                        "method=post",
                        "body=1",
                        "repeatable=true",
                        "@retry.attempts=9",
                        "@retry.backoff=100ms")
                .step("wait", "flow.wait", "duration=500ms")
                .step(
                        "two",
                        "http.request",
                        "url=" + recorder.url("/${order}/two"),
                        "method=post",
                        "body=2",
                        "repeatable=true",
                        "@retry.attempts=9",
                        "@retry.backoff=100ms")
                .step("note", "flow.note", "text=${order}")
                .end("Delivered"));
        api.deploy(Diagram.of("cluster-timer")
                .element("timer", """
                        <bpmn:intermediateCatchEvent id="timer"><bpmn:timerEventDefinition>
                          <bpmn:timeDuration>PT1S</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
                        """)
                .step(
                        "get",
                        "http.request",
                        "url=" + recorder.url("/timer/${run.id}"),
                        "method=post",
                        "body=rang",
                        "repeatable=true")
                .end("Rang"));
        api.deploy(Diagram.of("cluster-wait")
                .step("wait", "flow.wait", "duration=10m")
                .end("Waited"));
        Diagram chatty = Diagram.of("cluster-chatty");
        for (int i = 0; i < 12; i++) {
            chatty.step("note" + i, "flow.note", "text=" + i).step("wait" + i, "flow.wait", "duration=330ms");
        }
        api.deploy(chatty.end("Said"));
    }

    @AfterAll
    static void stop() {
        cluster.close();
        recorder.close();
    }

    @BeforeEach
    void allRun() {
        cluster.start();
    }

    @Test
    void anyNodeAnswersForRunsOfAnyOther() {
        Api.Run run = first.start("cluster-load", Map.of("order", "any"));
        assertThat(second.awaitEnd(run.id()).outcome()).isEqualTo("Delivered");
        assertThat(third.steps(run.id())).isEqualTo(first.steps(run.id())).hasSize(4);
        assertThat(third.timeline(run.id())).isEqualTo(first.timeline(run.id()));
        Awaitility.await()
                .untilAsserted(() -> assertThat(second.log(run.id(), ""))
                        .isEqualTo(first.log(run.id(), ""))
                        .isNotEmpty());
        assertThat(second.runs("q=any")).extracting(Api.Run::id).contains(run.id());
    }

    @Test
    void userWhoIsAddedOnOneNodeIsLetInByEveryOtherAtOnce() {
        first.send(first.post("/api/v1/users", Map.of("name", "nora", "roles", List.of("viewer"))))
                .expect(201);
        Answer made = second.send(second.post("/api/v1/tokens", Map.of("user", "nora", "name", "laptop")))
                .expect(201);
        String secret = made.json().path("secret").asString();

        new Api(cluster.node(3)::url, () -> secret).get("/api/v1/runs");
        third.send(third.request("/api/v1/users/nora").delete()).expect(204);
        Awaitility.await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            Api nora = new Api(cluster.node(1)::url, () -> secret);
            assertThat(nora.send(nora.request("/api/v1/runs")).status()).isEqualTo(401);
        });
    }

    @Test
    void runIsCancelledOnOneNodeWhileAnotherWorksOnIt() {
        String run = first.start("cluster-wait", Map.of()).id();
        first.awaitWorking(run, "wait");
        long began = System.nanoTime();
        second.cancel(run, "enough");
        Awaitility.await()
                .atMost(Duration.ofSeconds(5).minusNanos(System.nanoTime() - began))
                .until(() -> third.step(run, "wait").attempts().size() == 1);
        assertThat(third.run(run).state()).isEqualTo("CANCELLED");
    }

    @Test
    void runIsFollowedOnAnotherNodeThanTheOneThatWorksOnIt() {
        String run = first.start("cluster-chatty", Map.of()).id();
        List<Duration> late = new ArrayList<>();
        try (Events events = new Events(second, run, null)) {
            for (Optional<Events.Event> e = events.next(); e.isPresent(); e = events.next()) {
                if (e.get().name().equals("timeline")) {
                    late.add(Duration.between(
                            Instant.parse(e.get().data().get("time").asString()), Instant.now()));
                }
            }
        }
        late.sort(Comparator.naturalOrder());
        System.out.printf(
                "events of another node come late by %s (median), %s (at most)%n",
                late.get(late.size() / 2), late.getLast());
        assertThat(late).hasSameSizeAs(second.timeline(run));
        assertThat(late.get(late.size() / 2)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void timersFireOnceHoweverManyNodesLookForThem() {
        List<String> runs = IntStream.range(0, 30)
                .mapToObj(i ->
                        cluster.api(1 + i % 3).start("cluster-timer", Map.of()).id())
                .toList();
        for (String run : runs) {
            assertThat(first.awaitEnd(run).outcome()).isEqualTo("Rang");
            assertThat(recorder.keys("/timer/" + run))
                    .containsExactly(first.step(run, "get").id());
        }
    }

    @Test
    void runsOfANodeThatDiesGoOnElsewhereWithinHalfAMinute() throws Exception {
        List<String> runs = IntStream.range(0, 40)
                .mapToObj(i -> first.start("cluster-wait", Map.of()).id())
                .toList();
        runs.forEach(run -> first.awaitWorking(run, "wait"));
        long before = takenOver();
        long began = System.nanoTime();
        cluster.node(1).kill();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> takenOver() - before >= runs.size());
        System.out.printf("taken over %.1f s after their node was killed%n", (System.nanoTime() - began) / 1e9);
        runs.forEach(run -> second.cancel(run, "seen"));
    }

    private static long takenOver() {
        return cluster.nodes().stream()
                .mapToLong(node -> node.log()
                        .lines()
                        .filter(line -> line.contains("Taking over step"))
                        .count())
                .sum();
    }

    @Test
    void nodesAreReplacedOneByOneUnderLoad() {
        try (Load load = new Load(cluster, "cluster-load", 8)) {
            for (int number = 1; number <= 2; number++) {
                awaitMore(load, 40);
                cluster.node(number).stop();
                cluster.node(number).start();
            }
            awaitMore(load, 40);
            delivered(load, Duration.ofSeconds(15));
        }
    }

    @Test
    void databaseThatRestartsUnderLoadLosesAndDoublesNothing() {
        try (Load load = new Load(cluster, "cluster-load", 8)) {
            awaitMore(load, 40);
            Postgres.require().crash();
            awaitMore(load, 40);
            delivered(load, Duration.ofSeconds(60));
            assertThat(load.refusals()).allSatisfy(answer -> {
                assertThat(answer.status()).as(answer.text()).isEqualTo(503);
                assertThat(answer.headers().get("Retry-After"))
                        .as(answer.text())
                        .isNotEmpty();
            });
        }
    }

    private static void awaitMore(Load load, int runs) {
        int before = load.count();
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> load.count() >= before + runs);
    }

    /** Every run has ended well, each order was placed by one step of one run, and none took long. */
    private void delivered(Load load, Duration longest) {
        Map<String, String> runs = load.stop();
        System.out.printf(
                "%d runs, %d requests refused, %d without an answer%n",
                runs.size(), load.refusals().size(), load.broken());
        assertThat(new HashSet<>(runs.values())).hasSameSizeAs(runs.keySet());
        Duration most = Duration.ZERO;
        for (Map.Entry<String, String> order : runs.entrySet()) {
            Api.Run run = third.awaitEnd(order.getValue());
            assertThat(run.outcome()).as(run.toString()).isEqualTo("Delivered");
            List<Api.Step> steps = third.steps(run.id());
            assertThat(steps).extracting(Api.Step::elementId).containsExactly("one", "wait", "two", "note");
            for (Api.Step step : List.of(steps.get(0), steps.get(2))) {
                assertThat(new HashSet<>(recorder.keys("/" + order.getKey() + "/" + step.elementId())))
                        .containsExactly(step.id());
            }
            Duration took = Duration.between(run.startedAt(), run.endedAt());
            most = took.compareTo(most) > 0 ? took : most;
        }
        System.out.printf("the longest took %s%n", most);
        assertThat(most).isLessThan(longest);
    }
}
