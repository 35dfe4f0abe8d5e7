package io.signalbox.webapp;

import static io.signalbox.webapp.Diagrams.input;
import static io.signalbox.webapp.Diagrams.step;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The whole application from the outside. */
class ApplicationTest {

    private static final String INPUTS = "{\"inputs\":{\"service\":\"shop\"},\"reason\":\"because\"}";

    private static final Client CLIENT = Signalbox.shared().admin();

    @BeforeAll
    static void deploy() {
        CLIENT.postXml("/api/v1/runbooks", step("quick", "flow.note", input("text", "About ${service}")));
        CLIENT.postXml("/api/v1/runbooks", step("slow", "flow.wait", input("duration", "1h")));
    }

    @Test
    void runIsStartedWaitedForAndReadAfterwards() {
        Answer started = CLIENT.postJson("/api/v1/runbooks/quick/runs", INPUTS, "Prefer", "wait=20");

        assertThat(started.status()).as(started.body()).isEqualTo(201);
        assertThat(started.json().path("state").asString()).isEqualTo("SUCCEEDED");
        assertThat(started.json().path("outcome").asString()).isEqualTo("Done");
        String run = started.header("Location");
        assertThat(CLIENT.get(run + "/steps")
                        .json()
                        .path("items")
                        .path(0)
                        .path("state")
                        .asString())
                .isEqualTo("COMPLETED");
        assertThat(CLIENT.get(run + "/timeline").body()).contains("About shop");
        assertThat(CLIENT.get(run + "/diagram").body())
                .isEqualTo(step("quick", "flow.note", input("text", "About ${service}")));
        assertThat(CLIENT.get(run + "/log", "Accept", "text/plain").status()).isEqualTo(200);
        assertThat(CLIENT.get("/api/v1/runs?runbook=quick&state=SUCCEEDED")
                        .json()
                        .path("items"))
                .isNotEmpty();
    }

    @Test
    void runIsCancelledWithAReason() {
        String run = CLIENT.postJson("/api/v1/runbooks/slow/runs", INPUTS).header("Location");

        Answer cancelled = CLIENT.postJson(run + "/cancel", "{\"reason\":\"wrong day\"}");

        assertThat(cancelled.json().path("state").asString()).isEqualTo("CANCELLED");
        assertThat(CLIENT.get(run + "/timeline").body()).contains("wrong day", "admin");
    }

    @Test
    void startsWithOneKeyMakeOneRunHoweverManyComeAtOnce() throws Exception {
        List<Callable<Answer>> starts = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            starts.add(() -> CLIENT.postJson("/api/v1/runbooks/quick/runs", INPUTS, "Idempotency-Key", "at-once"));
        }
        Set<String> runs = new HashSet<>();
        int created = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> start : threads.invokeAll(starts)) {
                assertThat(start.get().status()).as(start.get().body()).isIn(200, 201);
                runs.add(start.get().header("Location"));
                created += start.get().status() == 201 ? 1 : 0;
            }
        }

        assertThat(runs).hasSize(1);
        assertThat(created).isEqualTo(1);
        CLIENT.postJson(
                        "/api/v1/runbooks/quick/runs",
                        "{\"inputs\":{\"service\":\"other\"}}",
                        "Idempotency-Key",
                        "at-once")
                .isProblem(409, "IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void eventsAreReplayedFromTheBeginningAndFromTheLastOneThatWasReceived() throws IOException {
        String run = CLIENT.postJson("/api/v1/runbooks/quick/runs", INPUTS, "Prefer", "wait=20")
                .header("Location");

        String all = events(run);
        assertThat(all).contains("event:timeline", "event:step", "event:run", "event:end", "\"state\":\"SUCCEEDED\"");
        String last =
                all.lines().filter(l -> l.startsWith("id:")).reduce((a, b) -> b).orElseThrow();
        assertThat(events(run, "Last-Event-ID", last.substring(3))).contains("event:end");
        CLIENT.get(run + "/events", "Last-Event-ID", "x").isProblem(400, "CURSOR_INVALID");
    }

    @Test
    void connectorsAndTheirTemplatesAreListed() {
        JsonNode connectors = CLIENT.get("/api/v1/connectors").json().path("items");
        JsonNode templates = CLIENT.get("/api/v1/element-templates").json();

        assertThat(connectors).extracting(c -> c.path("id").asString()).contains("docker", "flow", "host", "http");
        assertThat(templates).hasSizeGreaterThan(10);
        assertThat(templates.path(0).path("$schema").asString()).contains("element-templates");
    }

    @Test
    void siteWithoutAFileIsEmpty() {
        assertThat(CLIENT.get("/api/v1/hosts").json().path("items")).isEmpty();
        assertThat(CLIENT.get("/api/v1/services").json().path("items")).isEmpty();
    }

    @Test
    void runbooksThatComeWithItAreDeployed() {
        assertThat(CLIENT.get("/api/v1/runbooks").json().path("items"))
                .extracting(r -> r.path("key").asString())
                .contains("deploy", "restart-service", "rollback");
    }

    @Test
    void healthAndMetricsAreThere() {
        assertThat(CLIENT.anonymous().get("/actuator/health/readiness").status())
                .isEqualTo(200);
        assertThat(CLIENT.get("/actuator/prometheus").body()).contains("jvm_memory_used_bytes", "hikaricp_connections");
    }

    @Test
    void restartKeepsRunbooksRunsAndTheTokenAndReplacesNothing(@TempDir Path data) {
        Signalbox first = Signalbox.start(data);
        first.admin().postXml("/api/v1/runbooks", step("slow", "flow.wait", input("duration", "1h")));
        String run =
                first.admin().postJson("/api/v1/runbooks/slow/runs", INPUTS).header("Location");
        String own =
                first.admin().get("/api/v1/runbooks/deploy/versions/1/diagram").body() + "<!-- ours -->";
        assertThat(first.admin().postXml("/api/v1/runbooks", own).status()).isEqualTo(201);
        first.close();

        Signalbox second = Signalbox.start(data);
        try {
            assertThat(second.admin().get(run).json().path("state").asString()).isIn("RUNNING", "WAITING");
            assertThat(second.admin()
                            .postJson(run + "/cancel", "{\"reason\":\"x\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(second.admin()
                            .get("/api/v1/runbooks/rollback")
                            .json()
                            .path("version")
                            .asInt())
                    .isEqualTo(1);
            assertThat(second.admin()
                            .get("/api/v1/runbooks/deploy")
                            .json()
                            .path("version")
                            .asInt())
                    .isEqualTo(2);
        } finally {
            second.close();
        }
    }

    private static String events(String run, String... headers) throws IOException {
        try (InputStream body = CLIENT.stream(run + "/events", headers).body()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
