package io.signalbox.engine.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.signalbox.engine.Finding;
import io.signalbox.engine.Rejected;
import io.signalbox.engine.secret.SecretRef;
import io.signalbox.engine.secret.Secrets;
import io.signalbox.engine.step.TestConnector.Colour;
import io.signalbox.engine.step.TestConnector.Input;
import io.signalbox.engine.step.TestConnector.Limits;
import io.signalbox.engine.step.TestConnector.Output;
import io.signalbox.sdk.Secret;
import io.signalbox.sdk.describe.OperationDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class InputBinderTest {

    private final InputBinder binder = new InputBinder();
    private final OperationDescriptor everything =
            TestConnector.catalogue().operation("test.everything").orElseThrow();
    private final OperationDescriptor small =
            TestConnector.catalogue().operation("test.small").orElseThrow();
    private final Secrets secrets =
            name -> name.equals("TOKEN") ? Optional.of(new Secret("TOKEN", "s3cret")) : Optional.empty();

    @Test
    void defaultsStandForWhatIsMissingOrBlank() {
        Input input = bind(Map.of("host", "web-1", "count", " ", "big", ""));
        assertThat(input.count()).isEqualTo(3);
        assertThat(input.big()).isNull();
        assertThat(input.force()).isFalse();
        assertThat(input.colour()).isEqualTo(Colour.LIGHT_BLUE);
        assertThat(input.within()).isEqualTo(Duration.ofSeconds(90));
        assertThat(input.ports()).isNull();
    }

    @Test
    void textIsReadAsTheTypeOfTheField() {
        Input input = bind(Map.of(
                "host", "web-1",
                "count", " 7 ",
                "big", "9223372036854775807",
                "share", "0.25",
                "force", "TRUE",
                "token", new SecretRef("TOKEN"),
                "colour", "LIGHT_BLUE",
                "within", "1h30m"));
        assertThat(input.count()).isEqualTo(7);
        assertThat(input.big()).isEqualTo(Long.MAX_VALUE);
        assertThat(input.share()).isEqualTo(0.25);
        assertThat(input.force()).isTrue();
        assertThat(input.colour()).isEqualTo(Colour.LIGHT_BLUE);
        assertThat(input.within()).isEqualTo(Duration.ofMinutes(90));
    }

    @Test
    void numbersOfAnyKindFit() {
        Input input = bind(Map.of("host", 17L, "count", 2.0, "big", new BigDecimal("12"), "share", 1));
        assertThat(input.host()).isEqualTo("17");
        assertThat(input.count()).isEqualTo(2);
        assertThat(input.big()).isEqualTo(12L);
        assertThat(input.share()).isEqualTo(1.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"80,81", "[\"80\",\"81\"]", "80, ,81", "[80,81]"})
    void listsComeAsJsonOrBetweenCommas(String text) {
        assertThat(bind(Map.of("host", "a", "ports", text)).ports()).containsExactly("80", "81");
        assertThat(bind(Map.of("host", "a", "numbers", text)).numbers()).containsExactly(80, 81);
    }

    @Test
    void linesMayHoldCommasAndBrackets() {
        assertThat(bind(Map.of("host", "a", "ports", "[::1]:80:80\na,b\n")).ports())
                .containsExactly("[::1]:80:80", "a,b");
    }

    @Test
    void mapsComeAsLinesOrJsonOrMaps() {
        Map<String, String> expected = Map.of("A", "1", "B", "x=y");
        assertThat(bind(Map.of("host", "a", "environment", "A=1\n B = x=y")).environment())
                .isEqualTo(expected);
        assertThat(bind(Map.of("host", "a", "environment", "{\"A\":1,\"B\":\"x=y\"}"))
                        .environment())
                .isEqualTo(expected);
        assertThat(bind(Map.of("host", "a", "environment", Map.of("A", 1, "B", "x=y")))
                        .environment())
                .isEqualTo(expected);
    }

    @Test
    void nestedRecordsComeAsJsonOrMapsWithTheirOwnDefaults() {
        assertThat(bind(Map.of("host", "a", "limits", "{\"memory\":\"1g\"}")).limits())
                .isEqualTo(new Limits("1g", 5));
        assertThat(bind(Map.of("host", "a", "limits", Map.of("memory", "1g", "processes", "2")))
                        .limits())
                .isEqualTo(new Limits("1g", 2));
    }

    @Test
    void anyJsonIsTakenAsItIs() {
        assertThat(bind(Map.of("host", "a", "body", "{\"a\":1}")).body()).isEqualTo("{\"a\":1}");
        assertThat(bind(Map.of("host", "a", "body", Map.of("a", List.of(1)))).body())
                .isEqualTo(Map.of("a", List.of(1)));
    }

    @Test
    void secretsAreResolvedFromEveryFormOfTheirName() {
        Secret token = new Secret("TOKEN", "s3cret");
        assertThat(bind(Map.of("host", "a", "token", new SecretRef("TOKEN"))).token())
                .isEqualTo(token);
        assertThat(bind(Map.of("host", "a", "token", Map.of("$secret", "TOKEN")))
                        .token())
                .isEqualTo(token);
        assertThat(bind(Map.of("host", "a", "headers", "Authorization=${secrets.TOKEN}"))
                        .headers())
                .containsExactly(entry("Authorization", token));
    }

    @Test
    void everythingWrongIsFoundAtOnce() {
        Map<String, Object> raw = new HashMap<>();
        raw.put("cuont", 1);
        raw.put("count", "two");
        raw.put("big", 1.5);
        raw.put("share", "NaN");
        raw.put("force", "yes");
        raw.put("colour", "light-bleu");
        raw.put("within", 90);
        raw.put("token", "s3cret-in-clear");
        raw.put("ports", List.of("80", Map.of()));
        raw.put("numbers", "1,x");
        raw.put("environment", "no equals here");
        raw.put("headers", Map.of("A", new SecretRef("NONE")));
        raw.put("limits", Map.of("memory", "1g", "processes", 0, "cpu", 1));
        raw.put("body", Map.of("deep", List.of(new SecretRef("TOKEN"))));

        List<Finding> findings = refused(everything, raw).findings();

        assertThat(findings)
                .extracting(Finding::where, Finding::rule)
                .containsExactlyInAnyOrder(
                        tuple("cuont", "unknown-input"),
                        tuple("host", "required-input"),
                        tuple("count", "input-type"),
                        tuple("big", "input-type"),
                        tuple("share", "input-type"),
                        tuple("force", "input-type"),
                        tuple("colour", "input-type"),
                        tuple("within", "input-type"),
                        tuple("token", "secret-not-named"),
                        tuple("ports[1]", "input-type"),
                        tuple("numbers[1]", "input-type"),
                        tuple("environment", "input-type"),
                        tuple("headers.A", "unknown-secret"),
                        tuple("limits.processes", "input-value"),
                        tuple("limits.cpu", "unknown-input"),
                        tuple("body", "secret-not-allowed"));
        assertThat(findings)
                .extracting(Finding::message)
                .contains(
                        "'cuont' is not an input here. Did you mean 'count'?",
                        "'Host' is required and was not given.",
                        "'Count' must be a whole number, is 'two'.",
                        "'Colour' must be one of red, light-blue, is 'light-bleu'. Did you mean 'light-blue'?",
                        "'Within' must be a duration with a unit, such as 90s, is '90'.")
                .noneMatch(message -> message.contains("in-clear"));
    }

    @Test
    void constraintsOfTheRecordHold() {
        assertThat(refused(everything, Map.of("host", "much-too-long", "count", 10, "ports", List.of("80", " ")))
                        .findings())
                .extracting(Finding::where, Finding::message)
                .containsExactlyInAnyOrder(
                        tuple("host", "'Host' size must be between 0 and 10."),
                        tuple("count", "'Count' must be less than or equal to 9."),
                        tuple("ports[1]", "'Ports' must not be blank."));
        assertThat(refused(everything, Map.of("host", "a", "force", true)).findings())
                .extracting(Finding::message)
                .containsExactly("'forceful' force needs a token.");
    }

    @Test
    void aRecordMayRefuseInItsConstructor() {
        assertThat(refused(small, Map.of("text", "never")).findings())
                .containsExactly(Finding.error("input-value", "", "The input was refused: never say never"));
    }

    @Test
    void aSecretCannotHideInAText() {
        for (Object text :
                List.of(new SecretRef("TOKEN"), "Bearer " + new SecretRef("TOKEN"), Map.of("$secret", "TOKEN"))) {
            assertThat(refused(small, Map.of("text", text)).findings())
                    .extracting(Finding::rule)
                    .containsExactly("secret-not-allowed");
        }
        assertThat(refused(everything, Map.of("host", "a", "token", "Bearer ${secrets.TOKEN}"))
                        .findings())
                .extracting(Finding::rule)
                .containsExactly("secret-not-named");
    }

    @Test
    void aDeploymentKnowsWhatIsMissingUnknownOrCannotBeRead() {
        assertThat(binder.check(everything, Map.of("host", "web-1"), Set.of("host", "count", "token")))
                .isEmpty();
        assertThat(binder.check(
                        everything, Map.of("count", "many", "token", "clear"), Set.of("count", "token", "hots")))
                .extracting(Finding::where, Finding::rule)
                .containsExactlyInAnyOrder(
                        tuple("hots", "unknown-input"),
                        tuple("host", "required-input"),
                        tuple("count", "input-type"),
                        tuple("token", "secret-not-named"));
    }

    @Test
    void whatIsStoredBindsAgainAndHoldsNoSecret() {
        Input input = bind(Map.of(
                "host", "web-1",
                "token", new SecretRef("TOKEN"),
                "ports", "80,81",
                "limits", "{\"memory\":\"1g\"}"));
        Map<String, Object> stored = binder.toJson(input);
        assertThat(stored)
                .containsEntry("token", Map.of("$secret", "TOKEN"))
                .containsEntry("within", "90s")
                .containsEntry("colour", "light-blue");
        assertThat(stored.toString()).doesNotContain("s3cret");
        assertThat(stored.keySet()).startsWith("host", "count", "big");
        assertThat(binder.bind(everything, stored, secrets)).isEqualTo(input);
    }

    @Test
    void outputsComeBackAsTheyWere() {
        Output output = new Output("x", Duration.ofMillis(1500), Colour.LIGHT_BLUE, List.of("a"), null);
        Map<String, Object> json = binder.toJson(output);
        assertThat(json).containsEntry("took", "1s500ms").containsEntry("left", null);
        assertThat(binder.output(Output.class, json)).isEqualTo(output);
    }

    private Input bind(Map<String, Object> raw) {
        return (Input) binder.bind(everything, raw, secrets);
    }

    private Rejected refused(OperationDescriptor operation, Map<String, Object> raw) {
        Rejected rejected = catchThrowableOfType(Rejected.class, () -> binder.bind(operation, raw, secrets));
        assertThat(rejected).isNotNull();
        assertThat(rejected.kind()).isEqualTo(Rejected.Kind.INVALID);
        assertThat(rejected.code()).isEqualTo("INPUT_INVALID");
        return rejected;
    }
}
