package io.signalbox.webapp.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.engine.run.StartRun;
import io.signalbox.webapp.Answer;
import io.signalbox.webapp.Client;
import io.signalbox.webapp.WebLayer;
import io.signalbox.webapp.fake.FakeRuns;
import org.junit.jupiter.api.Test;

import java.util.Map;

class StartTest {

    private static final String START = "/api/v1/runbooks/book-00/runs";

    private final WebLayer server = WebLayer.shared();
    private final FakeRuns runs = server.bean(FakeRuns.class);
    private final Client client = server.client().basic(WebLayer.OPERATOR, WebLayer.PASSWORD);

    @Test
    void startGivesTheRunAndItsPlace() {
        Answer answer = client.postJson(START, """
                {"inputs": {"service": "shop", "count": 3, "list": [1, "a"], "nothing": null},
                 "reason": "because", "businessKey": "B-1", "version": 1}""", "Idempotency-Key", "key-1");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("/api/v1/runs/r1");
        assertThat(answer.json().path("state").asString()).isEqualTo("RUNNING");
        StartRun asked = runs.started;
        assertThat(asked.inputs()).isEqualTo(Map.of("service", "shop", "count", 3, "list", java.util.List.of(1, "a")));
        assertThat(asked.reason()).isEqualTo("because");
        assertThat(asked.businessKey()).isEqualTo("B-1");
        assertThat(asked.version()).isEqualTo(1);
        assertThat(asked.idempotencyKey()).isEqualTo("key-1");
        assertThat(asked.actor()).isEqualTo(WebLayer.OPERATOR);
    }

    @Test
    void repeatedStartGivesTheFirstRun() {
        Answer answer = client.postJson(START, "{}", "Idempotency-Key", "again");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Location")).isEqualTo("/api/v1/runs/r1");
    }

    @Test
    void keyWithOtherContentIsAConflict() {
        client.postJson(START, "{}", "Idempotency-Key", "reused").isProblem(409, "IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void keyThatIsTooLongIsRefused() {
        Answer answer = client.postJson(START, "{}", "Idempotency-Key", "x".repeat(256));

        assertThat(answer.isProblem(400, "HEADER_INVALID").findings()).containsExactly("header Idempotency-Key");
    }

    @Test
    void startWaitsForTheEndWhenAsked() {
        Answer answer = client.postJson(START, "{}", "Prefer", "respond-async, wait=1");

        assertThat(answer.json().path("state").asString()).isEqualTo("SUCCEEDED");
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=1");
    }

    @Test
    void startWaitsNoLongerThanIsAllowed() {
        assertThat(client.postJson(START, "{}", "Prefer", "wait=3600").header("Preference-Applied"))
                .isEqualTo("wait=2");
    }

    @Test
    void preferencesThatCannotBeReadArePassedOver() {
        Answer answer = client.postJson(START, "{}", "Prefer", "await=5, wait=soon");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Preference-Applied")).isEmpty();
    }
}
