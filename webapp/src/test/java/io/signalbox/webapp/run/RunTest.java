package io.signalbox.webapp.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.engine.run.RunState;
import io.signalbox.webapp.Answer;
import io.signalbox.webapp.Client;
import io.signalbox.webapp.WebLayer;
import io.signalbox.webapp.fake.FakeRuns;
import org.junit.jupiter.api.Test;

import java.time.Instant;

class RunTest {

    private final WebLayer server = WebLayer.shared();
    private final FakeRuns runs = server.bean(FakeRuns.class);
    private final Client client = server.client().basic(WebLayer.OPERATOR, WebLayer.PASSWORD);

    @Test
    void listPassesOnWhatIsAskedFor() {
        Answer answer =
                client.get("/api/v1/runs?runbook=deploy&state=needs-attention&state=FAILED,RUNNING&startedBy=otto"
                        + "&from=2026-01-01T02:00:00%2B02:00&q=shop&limit=7");

        assertThat(answer.json().path("next").asString()).isEqualTo("c7");
        assertThat(runs.filter.states())
                .containsExactlyInAnyOrder(RunState.NEEDS_ATTENTION, RunState.FAILED, RunState.RUNNING);
        assertThat(runs.filter.runbook()).isEqualTo("deploy");
        assertThat(runs.filter.from()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(runs.filter.to()).isNull();
        assertThat(runs.filter.q()).isEqualTo("shop");
    }

    @Test
    void runShowsTimesInUtcAndLeavesOutWhatIsNull() {
        Answer answer = client.get("/api/v1/runs/r1");

        assertThat(answer.json().path("startedAt").asString()).isEqualTo("2026-01-01T12:00:00Z");
        assertThat(answer.json().has("endedAt")).isFalse();
        assertThat(answer.json().path("inputs").path("service").asString()).isEqualTo("shop");
    }

    @Test
    void stepsComeInPages() {
        Answer first = client.get("/api/v1/runs/r1/steps?limit=2");
        Answer second = client.get("/api/v1/runs/r1/steps?limit=2&cursor="
                + first.json().path("next").asString());

        assertThat(first.json().path("items")).hasSize(2);
        assertThat(second.json().path("items").path(0).path("id").asString()).isEqualTo("s3");
        assertThat(second.json().has("next")).isFalse();
    }

    @Test
    void timelineAndDiagramBelongToTheRun() {
        assertThat(client.get("/api/v1/runs/r1/timeline")
                        .json()
                        .path("items")
                        .path(0)
                        .path("kind")
                        .asString())
                .isEqualTo("RUN_STARTED");
        Answer diagram = client.get("/api/v1/runs/r1/diagram");
        assertThat(diagram.header("Content-Type")).isEqualTo("application/xml;charset=UTF-8");
        assertThat(diagram.body()).contains("book-00 ä");
    }

    @Test
    void logComesInPagesThatGoOnAfterALine() {
        Answer first = client.get("/api/v1/runs/r1/log?limit=1000");
        Answer last = client.get("/api/v1/runs/r1/log?limit=1000&after=2000");

        assertThat(first.json().path("items")).hasSize(1000);
        assertThat(first.json().path("next").asString()).isEqualTo("1000");
        assertThat(last.json().path("items")).hasSize(500);
        assertThat(last.json().has("next")).isFalse();
    }

    @Test
    void logComesWholeAsText() {
        Answer answer = client.get("/api/v1/runs/r1/log?host=web-1", "Accept", "text/plain");

        assertThat(answer.header("Content-Type")).isEqualTo("text/plain;charset=UTF-8");
        assertThat(answer.body().lines()).hasSize(1250);
        assertThat(answer.body()).startsWith("2026-01-01T12:00:00Z INFO  web-1: line 2\n");
    }

    @Test
    void logOfARunThatIsNotThereIsAProblemInEitherForm() {
        client.get("/api/v1/runs/nope/log").isProblem(404, "RUN_NOT_FOUND");
        client.get("/api/v1/runs/nope/log", "Accept", "text/plain").isProblem(404, "RUN_NOT_FOUND");
        assertThat(client.get("/api/v1/runs/r1/log?level=loud&after=-1").findings())
                .containsExactlyInAnyOrder("choice level", "type after");
    }

    @Test
    void actsAreSignedWithTheirUser() {
        client.postJson("/api/v1/runs/r1/cancel", "{\"reason\":\"wrong day\"}");
        assertThat(runs.act).isEqualTo("cancel r1 wrong day otto");

        Answer rollback = client.postJson("/api/v1/runs/r1/rollback", "{\"reason\":\"errors\"}");
        assertThat(runs.act).isEqualTo("rollback r1 errors otto");
        assertThat(rollback.status()).isEqualTo(201);
        assertThat(rollback.header("Location")).isEqualTo("/api/v1/runs/r2");
    }

    @Test
    void stepsAreRetriedAndSkippedWithAReason() {
        assertThat(client.postJson("/api/v1/runs/r1/steps/s2/retry", "{\"reason\":\"disk freed\",\"input\":{\"a\":1}}")
                        .status())
                .isEqualTo(200);
        assertThat(client.postJson("/api/v1/runs/r1/steps/s2/skip", "{\"reason\":\"done by hand\"}")
                        .status())
                .isEqualTo(200);
        assertThat(client.postJson("/api/v1/runs/r1/steps/s2/skip", "{\"reason\":\" \",\"output\":[]}")
                        .findings())
                .containsExactlyInAnyOrder("required /reason", "type /output");
    }

    @Test
    void stepOfUnknownOutcomeIsResolvedByWhetherItHappenedAndWhy() {
        assertThat(client.postJson(
                                "/api/v1/runs/r1/steps/s2/resolve",
                                "{\"happened\":true,\"outputs\":{\"a\":1},\"reason\":\"seen\"}")
                        .status())
                .isEqualTo(200);
        assertThat(client.postJson("/api/v1/runs/r1/steps/s2/resolve", "{\"outputs\":[]}")
                        .findings())
                .containsExactlyInAnyOrder("required /happened", "required /reason", "type /outputs");
    }
}
