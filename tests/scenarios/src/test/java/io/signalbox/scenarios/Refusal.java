package io.signalbox.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import okhttp3.Request;
import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A request that is to be refused with one problem document, and to leave nothing behind.
 *
 * @param findings {@code rule@where} of everything that is wrong, in any order; none if the code says it all
 */
record Refusal(String name, Function<Api, Request.Builder> request, int status, String code, List<String> findings) {

    static Refusal of(
            String name, int status, String code, Function<Api, Request.Builder> request, String... findings) {
        return new Refusal(name, request, status, code, List.of(findings));
    }

    /** Sends it and returns the answer, to say more about. */
    Answer check(Api api) {
        String before = stored(api);
        Answer answer = api.send(request.apply(api));
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.headers().get("Content-Type")).startsWith("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.get("code").asString()).as(answer.text()).isEqualTo(code);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("type").asString()).startsWith("urn:signalbox:problem:");
        assertThat(problem.get("title").asString()).isNotBlank();
        assertThat(problem.get("detail").asString()).matches("(?s).+[.?]").hasSizeLessThan(1000);
        assertThat(StreamSupport.stream(problem.get("findings").spliterator(), false))
                .as(answer.text())
                .allSatisfy(
                        finding -> assertThat(finding.get("message").asString()).isNotBlank())
                .filteredOn(finding -> finding.get("severity").asString().equals("ERROR"))
                .extracting(Refusal::ruleAndPlace)
                .containsExactlyInAnyOrderElementsOf(findings);
        assertThat(stored(api)).as("runbooks and runs afterwards").isEqualTo(before);
        return answer;
    }

    private static String stored(Api api) {
        return api.get("/api/v1/runbooks?limit=200").text()
                + api.get("/api/v1/runs?limit=200").text();
    }

    private static String ruleAndPlace(JsonNode finding) {
        String where = Stream.of("elementId", "pointer", "parameter", "position")
                .filter(finding::has)
                .map(place -> finding.get(place).asString())
                .findFirst()
                .orElse("");
        return finding.get("rule").asString() + "@" + where;
    }

    @Override
    public String toString() {
        return name;
    }
}
