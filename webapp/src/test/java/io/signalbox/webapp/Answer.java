package io.signalbox.webapp;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.stream.StreamSupport;

/** What the server answered. */
public record Answer(int status, HttpHeaders headers, String body) {

    private static final JsonMapper JSON = JsonMapper.shared();

    public JsonNode json() {
        return JSON.readTree(body);
    }

    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** Checks that it is a problem document, whole and with nothing that was not meant to be seen. */
    public Answer isProblem(int status, String code) {
        assertThat(this.status).as(body).isEqualTo(status);
        assertThat(header("Content-Type")).startsWith("application/problem+json");
        JsonNode problem = json();
        assertThat(problem.path("code").asString()).as(body).isEqualTo(code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("type").asString()).startsWith("urn:signalbox:problem:");
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("detail").asString()).isNotBlank();
        assertThat(problem.path("findings").isArray()).isTrue();
        assertThat(body).doesNotContain("Exception", "\\tat ", "io.signalbox.", "org.springframework", "<html");
        return this;
    }

    /** {@code rule place} of each finding. */
    public List<String> findings() {
        return StreamSupport.stream(json().path("findings").spliterator(), false)
                .map(f -> f.path("rule").asString() + " " + place(f))
                .toList();
    }

    private static String place(JsonNode finding) {
        for (String name : List.of("pointer", "parameter", "elementId", "position")) {
            if (finding.has(name)) {
                return finding.path(name).asString();
            }
        }
        return "";
    }
}
