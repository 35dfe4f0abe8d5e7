package io.signalbox.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.signalbox.testkit.lab.Lab;
import io.signalbox.testkit.lab.NeedsLab;
import okhttp3.Request;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Every statement of ours meets PostgreSQL here, in the application as it is shipped. */
@NeedsLab
class PostgresTest {

    @RegisterExtension
    static final Application signalbox = Application.onLab().onPostgres();

    private static final AtomicInteger CALLS = new AtomicInteger();

    private static HttpServer server;

    private final Api api = signalbox.api();

    /** Fails the first and third time. */
    @BeforeAll
    static void serve(Lab lab) throws IOException {
        lab.clear();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(CALLS.incrementAndGet() % 2 == 0 ? 200 : 503, -1);
            }
        });
        server.start();
    }

    @AfterAll
    static void stop(Lab lab) {
        server.stop(0);
        lab.clear();
    }

    @Test
    void runsStepsRetriesLogAndTimelineAreKept() {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        api.deploy(Diagram.of("pg-inner")
                .step("inside", "flow.note", "text=inside")
                .end("In"));
        api.deploy(Diagram.of("pg-steps")
                .input("who", "string", "required")
                .step("get", "http.request", "url=" + url, "@retry.attempts=2", "@retry.backoff=10ms")
                .element("call", "<bpmn:callActivity id=\"call\" calledElement=\"pg-inner\" />")
                .step("find", "flow.find-run", "runbook=pg-inner", "inputs={}")
                .step("wait", "flow.wait", "duration=50ms")
                .step("say", "flow.note", "text=hello ${who}, ${get.status}, ${find.found}")
                .end("Said"));
        Api.Run run = api.awaitEnd(api.start("pg-steps", Map.of("who", "you")).id());
        assertThat(run.outcome()).isEqualTo("Said");
        assertThat(api.step(run.id(), "get").attempts())
                .extracting(Api.Step.Attempt::outcome)
                .containsExactly("FAILED", "COMPLETED");
        assertThat(api.step(run.id(), "say").output()).containsEntry("text", "hello you, 200, true");
        assertThat(api.timeline(run.id()))
                .extracting(Api.Entry::kind)
                .startsWith("RUN_STARTED")
                .endsWith("RUN_ENDED");
        assertThat(api.log(
                        run.id(),
                        "level=info&q=answered%20200&step="
                                + api.step(run.id(), "get").id()))
                .hasSize(1);
        assertThat(api.log(run.id(), "host=nowhere")).isEmpty();
        try (Events events = new Events(api, run.id(), null)) {
            assertThat(Stream.generate(events::next).takeWhile(java.util.Optional::isPresent))
                    .last()
                    .satisfies(e -> assertThat(e.orElseThrow().name()).isEqualTo("end"));
        }
    }

    @Test
    void everyFilterOfTheListWorks() {
        api.deploy(Diagram.of("pg-list")
                .input("who", "string")
                .step("say", "flow.note", "text=x")
                .end("Said"));
        Api.Run first = api.awaitEnd(api.start("pg-list", Map.of("who", "Anna")).id());
        Api.Run second =
                api.awaitEnd(api.start("pg-list", Map.of("who", "100%")).id());
        String all = "runbook=pg-list&state=SUCCEEDED,RUNNING,WAITING,NEEDS_ATTENTION&startedBy=admin&from="
                + Instant.EPOCH + "&to=2999-01-01T00:00:00Z";
        assertThat(api.runs(all)).extracting(Api.Run::id).containsExactly(second.id(), first.id());
        assertThat(api.runs(all + "&q=anna")).extracting(Api.Run::id).containsExactly(first.id());
        assertThat(api.runs(all + "&q=0%25")).extracting(Api.Run::id).containsExactly(second.id());
        Answer page = api.get("/api/v1/runs?limit=1&" + all);
        Answer next = api.get("/api/v1/runs?limit=1&" + all + "&cursor="
                + page.json().get("next").asString());
        assertThat(next.json().get("items").get(0).get("id").asString()).isEqualTo(first.id());
    }

    @Test
    void whatFailedIsRetriedSkippedAndCancelled() {
        api.deploy(Diagram.of("pg-fail")
                .step("get", "http.request", "url=http://127.0.0.1:1/", "@retry.attempts=1")
                .step("again", "http.request", "url=http://127.0.0.1:1/", "@retry.attempts=1")
                .element("timer", """
                        <bpmn:intermediateCatchEvent id="timer"><bpmn:timerEventDefinition>
                          <bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
                        """)
                .end("Never"));
        String run = api.start("pg-fail", Map.of()).id();
        api.awaitState(run, "NEEDS_ATTENTION");
        act(run, "get", "retry");
        org.awaitility.Awaitility.await()
                .until(() -> api.step(run, "get").attempts().size() == 2);
        api.awaitState(run, "NEEDS_ATTENTION");
        act(run, "get", "skip");
        org.awaitility.Awaitility.await().until(() -> api.steps(run).size() == 2);
        api.awaitState(run, "NEEDS_ATTENTION");
        act(run, "again", "skip");
        assertThat(api.awaitState(run, "WAITING").current())
                .singleElement()
                .satisfies(c -> assertThat(c.what()).isEqualTo("timer"));
        assertThat(api.cancel(run, "enough").state()).isEqualTo("CANCELLED");
    }

    @Test
    void changesAreTakenBack(Lab lab) {
        api.deploy(Diagram.of("pg-undo")
                .step("pull", "docker.pull-image", "host=web-1", "image=" + lab.shop("1.0"))
                .step(
                        "run",
                        "docker.run-container",
                        "host=web-1",
                        "name=pg",
                        "image=" + lab.shop("1.0"),
                        "service=shop")
                .step(
                        "exec",
                        "docker.exec",
                        "host=web-1",
                        "name=pg",
                        "command=sh\n-c\nprintf 'a\\0b\\n' >&amp;2; exit 3")
                .end("Made"));
        String run = api.start("pg-undo", Map.of()).id();
        Api.Run failed = api.awaitState(run, "NEEDS_ATTENTION");
        assertThat(failed.current())
                .singleElement()
                .satisfies(c -> assertThat(c.elementId()).isEqualTo("exec"));
        assertThat(Hosts.containers(lab.host(1))).containsKey("pg");
        Api.Run rollback = api.awaitEnd(api.rollback(run, "not wanted").id());
        assertThat(rollback.state()).isEqualTo("SUCCEEDED");
        assertThat(Hosts.containers(lab.host(1))).isEmpty();
    }

    @Test
    void keyFromManyAtOnceStartsOneRun() throws Exception {
        api.deploy(Diagram.of("pg-key").step("say", "flow.note", "text=x").end("Said"));
        Request.Builder request = api.startRequest("pg-key", Map.of()).header("Idempotency-Key", "one");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> answers = Stream.generate(() -> threads.submit(() -> api.send(request)))
                    .limit(12)
                    .toList();
            for (Future<Answer> answer : answers) {
                answer.get().expect(200, 201);
            }
        }
        assertThat(api.runs("runbook=pg-key")).hasSize(1);
    }

    @Test
    void runsGoOnAfterAStop() {
        api.deploy(
                Diagram.of("pg-stop").step("wait", "flow.wait", "duration=10s").end("Waited"));
        String run = api.start("pg-stop", Map.of()).id();
        api.awaitWorking(run, "wait");
        signalbox.restart();
        assertThat(api.awaitEnd(run).outcome()).isEqualTo("Waited");
        assertThat(api.steps(run)).hasSize(1);
        assertThat(signalbox.log()).doesNotContain("ERROR");
    }

    private void act(String run, String step, String what) {
        String path = "/api/v1/runs/" + run + "/steps/" + api.step(run, step).id() + "/" + what;
        api.send(api.post(path, Map.of("reason", "by hand"))).expect(200);
    }
}
