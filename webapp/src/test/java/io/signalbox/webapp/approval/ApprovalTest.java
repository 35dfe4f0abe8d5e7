package io.signalbox.webapp.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.engine.approval.Approvals.Decision;
import io.signalbox.webapp.Client;
import io.signalbox.webapp.WebLayer;
import io.signalbox.webapp.fake.FakeApprovals;
import org.junit.jupiter.api.Test;

import java.util.Map;

class ApprovalTest {

    private final WebLayer server = WebLayer.shared();
    private final FakeApprovals approvals = server.bean(FakeApprovals.class);
    private final Client vera = server.client().basic(WebLayer.VIEWER, WebLayer.PASSWORD);
    private final Client otto = server.client().basic(WebLayer.OPERATOR, WebLayer.PASSWORD);

    @Test
    void everybodySeesWhatWaitsAndWhetherItIsForThem() {
        assertThat(vera.get("/api/v1/approvals").json().path("items").findValuesAsString("mayDecide"))
                .containsExactly("true", "false");
        assertThat(otto.get("/api/v1/approvals").json().path("items").findValuesAsString("mayDecide"))
                .containsExactly("false", "true");
    }

    @Test
    void theyComePageByPage() {
        assertThat(vera.get("/api/v1/approvals?limit=1").json().path("next").asString())
                .isEqualTo("more");
        assertThat(vera.get("/api/v1/approvals").json().has("next")).isFalse();
        vera.get("/api/v1/approvals?limit=0&page=2").isProblem(400, "QUERY_INVALID");
    }

    @Test
    void decisionReachesTheRunWithCommentAndFields() {
        String body = "{\"decision\":\"approve\",\"comment\":\"go\",\"fields\":{\"n\":1}}";

        assertThat(vera.postJson("/api/v1/approvals/a1/decision", body).status())
                .isEqualTo(204);
        assertThat(approvals.decision).isEqualTo(new Decision(true, "go", Map.of("n", 1), WebLayer.VIEWER));
    }

    @Test
    void whoIsNotAskedDecidesNothing() {
        otto.postJson("/api/v1/approvals/a1/decision", "{\"decision\":\"reject\"}")
                .isProblem(403, "NOT_ASKED");
        vera.postJson("/api/v1/approvals/a2/decision", "{\"decision\":\"reject\"}")
                .isProblem(403, "NOT_ASKED");
    }

    @Test
    void decisionIsOneOfTwo() {
        vera.postJson("/api/v1/approvals/a1/decision", "{\"decision\":\"maybe\"}")
                .isProblem(422, "DECISION_INVALID");
        vera.postJson("/api/v1/approvals/gone/decision", "{\"decision\":\"approve\"}")
                .isProblem(404, "APPROVAL_NOT_FOUND");
    }
}
