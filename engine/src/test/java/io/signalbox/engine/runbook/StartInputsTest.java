package io.signalbox.engine.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.signalbox.engine.Finding;
import io.signalbox.engine.Rejected;
import io.signalbox.engine.runbook.InputField.Option;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class StartInputsTest {

    private final List<InputField> fields = List.of(
            new InputField(
                    "service",
                    "Service",
                    "Which.",
                    InputField.Type.STRING,
                    true,
                    null,
                    2L,
                    10L,
                    "[a-z]+",
                    null,
                    List.of()),
            new InputField("count", "Count", "", InputField.Type.LONG, false, "3", 1L, 9L, null, null, List.of()),
            new InputField(
                    "force", "Force", "", InputField.Type.BOOLEAN, false, null, null, null, null, null, List.of()),
            new InputField("day", "Day", "", InputField.Type.DATE, false, null, null, null, null, null, List.of()),
            new InputField(
                    "mode",
                    "Mode",
                    "",
                    InputField.Type.ENUM,
                    true,
                    "fast",
                    null,
                    null,
                    null,
                    null,
                    List.of(new Option("fast", "Fast"), new Option("safe", "Safe"))));

    @Test
    void defaultsAreTakenAndTheRestIsNull() {
        Map<String, Object> expected = new HashMap<>();
        expected.put("service", "shop");
        expected.put("count", 3L);
        expected.put("force", null);
        expected.put("day", null);
        expected.put("mode", "fast");
        assertThat(StartInputs.bind(fields, Map.of("service", "shop", "count", " ")))
                .isEqualTo(expected);
    }

    @Test
    void valuesComeAsJsonOrAsText() {
        assertThat(StartInputs.bind(
                        fields,
                        Map.of("service", "shop", "count", 4, "force", "true", "day", "2026-02-28", "mode", "safe")))
                .containsExactly(
                        entry("service", "shop"),
                        entry("count", 4L),
                        entry("force", true),
                        entry("day", "2026-02-28"),
                        entry("mode", "safe"));
        assertThat(StartInputs.bind(fields, Map.of("service", "shop", "count", "4", "force", false)))
                .contains(entry("count", 4L), entry("force", false));
    }

    @Test
    void everythingWrongIsFoundAtOnce() {
        Rejected rejected = refused(
                Map.of("count", 10, "force", 1, "day", "2026-02-30", "mode", "fsat", "servce", "x", "a/b", List.of()));
        assertThat(rejected.code()).isEqualTo("INPUTS_INVALID");
        assertThat(rejected.findings())
                .extracting(Finding::where, Finding::message)
                .containsExactlyInAnyOrder(
                        tuple("/inputs/a~1b", "There is no input 'a/b'."),
                        tuple("/inputs/servce", "There is no input 'servce'. Did you mean 'service'?"),
                        tuple("/inputs/service", "The input 'service' is required."),
                        tuple("/inputs/count", "The input 'count' must be at most 9, is 10."),
                        tuple("/inputs/force", "The input 'force' must be true or false, is '1'."),
                        tuple("/inputs/day", "The input 'day' must be a date such as 2026-01-31, is '2026-02-30'."),
                        tuple(
                                "/inputs/mode",
                                "The input 'mode' must be one of fast, safe, is 'fsat'. Did you mean 'fast'?"));
    }

    @Test
    void textsAreBounded() {
        assertThat(message("x")).contains("at least 2");
        assertThat(message("abcdefghijk")).contains("at most 10");
        assertThat(message("A1")).contains("must match [a-z]+");
        assertThat(message("a".repeat(65_537))).contains("64 KiB");
        assertThat(message(List.of("a"))).contains("must be a text, is a list");
        assertThat(message(Map.of())).contains("is an object");
    }

    @Test
    void theSchemaSaysTheSame() {
        Map<String, Object> schema =
                StartInputs.schema(new Runbook("k", 1, "Deploy", "", fields, Instant.EPOCH, "me", true));
        assertThat(schema)
                .containsEntry("$schema", "https://json-schema.org/draft/2020-12/schema")
                .containsEntry("type", "object")
                .containsEntry("additionalProperties", false)
                .containsEntry("required", List.of("service"));
        assertThat(schema.get("properties"))
                .isEqualTo(Map.of(
                        "service",
                        Map.of(
                                "title",
                                "Service",
                                "description",
                                "Which.",
                                "type",
                                "string",
                                "minLength",
                                2L,
                                "maxLength",
                                10L,
                                "pattern",
                                "^(?:[a-z]+)$"),
                        "count",
                        Map.of("title", "Count", "type", "integer", "minimum", 1L, "maximum", 9L, "default", 3L),
                        "force",
                        Map.of("title", "Force", "type", "boolean"),
                        "day",
                        Map.of("title", "Day", "type", "string", "format", "date"),
                        "mode",
                        Map.of(
                                "title",
                                "Mode",
                                "oneOf",
                                List.of(
                                        Map.of("const", "fast", "title", "Fast"),
                                        Map.of("const", "safe", "title", "Safe")),
                                "default",
                                "fast")));
    }

    private String message(Object service) {
        return String.valueOf(refused(Map.of("service", service)).getMessage());
    }

    private Rejected refused(Map<String, Object> given) {
        try {
            throw new AssertionError("taken: " + StartInputs.bind(fields, given));
        } catch (Rejected rejected) {
            return rejected;
        }
    }
}
