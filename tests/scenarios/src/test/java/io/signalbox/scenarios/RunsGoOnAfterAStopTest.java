package io.signalbox.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.signalbox.testkit.lab.Lab;
import io.signalbox.testkit.lab.NeedsLab;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** One stop and one start, with a run of each kind in flight; what is asked of each is a test of its own. */
@NeedsLab
class RunsGoOnAfterAStopTest {

    /** Shorter than the steps take, so that they are cut and not waited for. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    @RegisterExtension
    static final Application signalbox =
            Application.onLab().property("signalbox.engine.grace", GRACE.toSeconds() + "s");

    private static final Duration WAIT = Duration.ofSeconds(30);
    private static final List<String> KEYS = new CopyOnWriteArrayList<>();
    private static final CountDownLatch AGAIN = new CountDownLatch(1);

    private static HttpServer server;
    private static Lab lab;
    private static String waiting;
    private static String posting;
    private static String watching;
    private static String deploying;
    private static String executing;
    private static String timing;
    private static Api.Run once;
    private static Duration stopping;

    private final Api api = signalbox.api();

    @BeforeAll
    static void stopAndStart(Lab given) throws IOException {
        lab = given;
        lab.clear();
        serve();
        deploy(signalbox.api());
        start(signalbox.api());
        Instant before = Instant.now();
        signalbox.stop();
        stopping = Duration.between(before, Instant.now());
        AGAIN.countDown();
        signalbox.start();
    }

    /** Answers nothing until the application has been stopped. */
    private static void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/order", exchange -> {
            KEYS.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            try (exchange) {
                AGAIN.await();
                exchange.sendResponseHeaders(201, -1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.createContext("/ready", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(AGAIN.getCount() == 0 ? 200 : 503, -1);
            }
        });
        server.start();
    }

    private static void deploy(Api api) {
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        api.deploy(Diagram.of("stop-wait")
                .step("before", "flow.note", "text=before")
                .step("wait", "flow.wait", "duration=" + WAIT.toSeconds() + "s")
                .step("after", "flow.note", "text=after")
                .end("Waited"));
        api.deploy(Diagram.of("stop-post")
                .step("post", "http.request", "url=" + address + "/order", "method=post", "body=one", "repeatable=true")
                .end("Ordered"));
        api.deploy(Diagram.of("stop-watch")
                .step("watch", "http.wait-until", "url=" + address + "/ready", "within=2m", "interval=200ms")
                .end("Ready"));
        api.deploy(Diagram.of("stop-deploy")
                .step("pull", "docker.pull-image", "host=web-1", "image=" + lab.shop("1.0"))
                .step(
                        "run",
                        "docker.run-container",
                        "host=web-1",
                        "name=stopped",
                        "image=" + lab.shop("1.0"),
                        "service=shop")
                .step("healthy", "docker.wait-until-healthy", "host=web-1", "name=stopped", "stableFor=15s")
                .end("Deployed"));
        api.deploy(Diagram.of("stop-exec")
                .step("pull", "docker.pull-image", "host=web-2", "image=" + lab.shop("1.0"))
                .step(
                        "run",
                        "docker.run-container",
                        "host=web-2",
                        "name=stopped",
                        "image=" + lab.shop("1.0"),
                        "service=shop")
                .step("exec", "docker.exec", "host=web-2", "name=stopped", "command=sleep\n3456")
                .end("Never"));
        api.deploy(Diagram.of("stop-timer")
                .element("timer", """
                        <bpmn:intermediateCatchEvent id="timer"><bpmn:timerEventDefinition>
                          <bpmn:timeDuration>PT20S</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
                        """)
                .step("after", "flow.note", "text=after")
                .end("Rang"));
    }

    private static void start(Api api) {
        waiting = api.start("stop-wait", Map.of()).id();
        posting = api.start("stop-post", Map.of()).id();
        watching = api.start("stop-watch", Map.of()).id();
        timing = api.start("stop-timer", Map.of()).id();
        deploying = api.start("stop-deploy", Map.of()).id();
        executing = api.start("stop-exec", Map.of()).id();
        once = api.send(api.startRequest("stop-wait", Map.of()).header("Idempotency-Key", "once"))
                .expect(201)
                .as(Api.Run.class);
        api.awaitWorking(waiting, "wait");
        api.awaitWorking(watching, "watch");
        api.awaitWorking(deploying, "healthy");
        api.awaitWorking(executing, "exec");
        api.awaitState(timing, "WAITING");
        org.awaitility.Awaitility.await().untilAsserted(() -> assertThat(KEYS).isNotEmpty());
        org.awaitility.Awaitility.await()
                .untilAsserted(() ->
                        assertThat(Hosts.processes(lab.host(2), "stopped")).contains("sleep 3456"));
    }

    @AfterAll
    static void clear() {
        server.stop(0);
        lab.clear();
    }

    @Test
    void stoppingWaitsForNobodyLongerThanTheGracePeriod() {
        assertThat(stopping).isLessThan(GRACE.plusSeconds(15));
    }

    @Test
    void waitEndsWhenItWouldHaveEnded() {
        Api.Run run = api.awaitEnd(waiting, Duration.ofMinutes(2));
        assertThat(run.outcome()).isEqualTo("Waited");
        assertThat(api.steps(waiting)).extracting(Api.Step::elementId).containsExactly("before", "wait", "after");
        Api.Step wait = api.step(waiting, "wait");
        assertThat(Duration.between(
                        wait.createdAt(), Instant.parse((String) wait.output().get("waitedUntil"))))
                .as("to the second")
                .isBetween(WAIT.minusSeconds(1), WAIT.plusSeconds(2));
        assertThat(api.timeline(waiting))
                .filteredOn(e -> e.kind().equals("NOTE"))
                .hasSize(2);
    }

    @Test
    void requestIsSentAgainWithTheSameIdempotencyKey() {
        assertThat(api.awaitEnd(posting).outcome()).isEqualTo("Ordered");
        assertThat(KEYS).hasSize(2).containsOnly(api.step(posting, "post").id());
    }

    @Test
    void watchGoesOn() {
        assertThat(api.awaitEnd(watching).outcome()).isEqualTo("Ready");
        assertThat(api.steps(watching)).hasSize(1);
    }

    @Test
    void containerIsThereOnceAndWasNotTouched() {
        assertThat(api.awaitEnd(deploying).outcome()).isEqualTo("Deployed");
        assertThat(api.steps(deploying)).extracting(Api.Step::elementId).containsExactly("pull", "run", "healthy");
        assertThat(Hosts.containers(lab.host(1))).containsOnlyKeys("stopped");
        Hosts.Container container = Hosts.containers(lab.host(1)).get("stopped");
        assertThat(container.id()).isEqualTo(api.step(deploying, "run").output().get("containerId"));
        assertThat(Hosts.inspect(lab.host(1), "stopped").get("RestartCount").asInt())
                .isZero();
        assertThat(Instant.parse(Hosts.inspect(lab.host(1), "stopped")
                        .get("State")
                        .get("StartedAt")
                        .asString()))
                .isBefore(api.step(deploying, "healthy").createdAt());
    }

    @Test
    void commandOfUnknownOutcomeIsNotRepeatedButShownToSomebody() {
        Api.Run run = api.awaitState(executing, "NEEDS_ATTENTION");
        assertThat(run.current())
                .singleElement()
                .satisfies(c -> assertThat(c.elementId()).isEqualTo("exec"));
        assertThat(Hosts.processes(lab.host(2), "stopped")).isNotEmpty().doesNotContain("sleep 3456");
        assertThat(api.cancel(executing, "seen").state()).isEqualTo("CANCELLED");
    }

    @Test
    void timerOfADiagramRingsOnce() {
        assertThat(api.awaitEnd(timing).outcome()).isEqualTo("Rang");
        assertThat(api.steps(timing)).hasSize(1);
    }

    @Test
    void keyOfAStartIsRememberedByTheNextProcess() {
        Api.Run same = api.send(api.startRequest("stop-wait", Map.of()).header("Idempotency-Key", "once"))
                .expect(200)
                .as(Api.Run.class);
        assertThat(same.id()).isEqualTo(once.id());
        api.cancel(once.id(), "enough");
    }
}
