package io.signalbox.webapp.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.webapp.Answer;
import io.signalbox.webapp.Client;
import io.signalbox.webapp.WebLayer;
import org.junit.jupiter.api.Test;

class RunbookTest {

    private final Client client = WebLayer.shared().admin();

    @Test
    void libraryComesInPages() {
        Answer first = client.get("/api/v1/runbooks");
        Answer second = client.get(
                "/api/v1/runbooks?limit=200&cursor=" + first.json().path("next").asString());

        assertThat(first.json().path("items")).hasSize(50);
        assertThat(second.json().path("items")).hasSize(10);
        assertThat(second.json().path("items").path(0).path("key").asString()).isEqualTo("book-50");
        assertThat(second.json().has("next")).isFalse();
    }

    @Test
    void runbookSaysWhatAStartNeeds() {
        Answer answer = client.get("/api/v1/runbooks/book-00");

        assertThat(answer.json().path("inputs").path(0).path("name").asString()).isEqualTo("service");
        assertThat(answer.json().path("inputSchema").path("type").asString()).isEqualTo("object");
        assertThat(client.get("/api/v1/runbooks/book-00/versions").json().path("items"))
                .hasSize(3);
        assertThat(client.get("/api/v1/runbooks/book-00/versions/2")
                        .json()
                        .path("version")
                        .asInt())
                .isEqualTo(2);
        assertThat(client.get("/api/v1/runbooks/book-00/versions/2/diagram").body())
                .contains("version='2'");
    }

    @Test
    void newContentMakesAVersionAndKnownContentDoesNot() {
        Answer created = client.postXml("/api/v1/runbooks", "<new/>");
        Answer known = client.postXml("/api/v1/runbooks", "<known/>");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo("/api/v1/runbooks/book-00/versions/2");
        assertThat(created.json().path("warnings").path(0).path("elementId").asString())
                .isEqualTo("Task_2");
        assertThat(known.status()).isEqualTo(200);
        assertThat(known.json().path("version").asInt()).isEqualTo(1);
    }

    @Test
    void validationTellsFindingsAndDeploysNothing() {
        assertThat(client.postXml("/api/v1/runbooks/validate", "<ok/>")
                        .json()
                        .path("deployable")
                        .asBoolean())
                .isTrue();
        Answer bad = client.postXml("/api/v1/runbooks/validate", "<bad/>");
        assertThat(bad.status()).isEqualTo(200);
        assertThat(bad.json().path("deployable").asBoolean()).isFalse();
        assertThat(bad.findings()).hasSize(3);
    }
}
