package io.signalbox.webapp.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.webapp.Answer;
import io.signalbox.webapp.Client;
import io.signalbox.webapp.WebLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import java.time.Duration;

class SiteTest {

    private final Client client = WebLayer.shared().admin();

    @Test
    void hostsShowTheirContainersAndADeadOneHoldsNobodyUp() {
        long before = System.nanoTime();
        Answer answer = client.get("/api/v1/hosts");

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
        JsonNode hosts = answer.json().path("items");
        assertThat(hosts.path(0).path("reachable").asBoolean()).isTrue();
        assertThat(hosts.path(0).path("containers").path(0).path("version").asString())
                .isEqualTo("1.1");
        assertThat(hosts.path(0).path("containers").path(0).path("run").asString())
                .isEqualTo("r1");
        assertThat(hosts.path(1).path("reachable").asBoolean()).isFalse();
        assertThat(hosts.path(1).path("error").asString()).isEqualTo("Nobody listens at web-2.");
        assertThat(hosts.path(2).path("error").asString()).isEqualTo("It did not answer within 500 ms.");
        assertThat(answer.json().path("siteFindings").path(0).path("position").asString())
                .isEqualTo("7:3");
    }

    @Test
    void servicesShowWhatRunsWhereAndWhatWasThereBefore() {
        JsonNode shop = client.get("/api/v1/services").json().path("items").path(0);

        JsonNode first = shop.path("places").path(0);
        assertThat(first.path("container").path("image").asString()).isEqualTo("127.0.0.1:5000/shop:1.1");
        assertThat(first.path("container").path("version").asString()).isEqualTo("1.1");
        assertThat(first.path("container").path("step").asString()).isEqualTo("s1");
        assertThat(first.path("container").path("health").asString()).isEqualTo("healthy");
        assertThat(first.path("container").path("since").asString()).isEqualTo("2026-01-01T12:00:00Z");
        assertThat(first.path("previous").has("health")).isFalse();
        assertThat(first.path("previous").path("version").asString()).isEqualTo("sha256:abc");
        assertThat(shop.path("places").path(1).path("reachable").asBoolean()).isFalse();
        assertThat(shop.path("places").path(1).has("container")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "shop,none",
                "shop:1.0,1.0",
                "registry:5000/shop,none",
                "registry:5000/shop:1.0,1.0",
                "registry:5000/shop:1.0@sha256:abc,sha256:abc",
            })
    void versionIsWhatStandsAfterTheRepository(String image, String version) {
        assertThat(Container.version(image)).isEqualTo(version);
    }
}
