package io.signalbox.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

class HostExpressionTest {

    private final Host web = host("web-1", Map.of("role", "web", "zone", "a"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "*",
                "role=web",
                "role = web , zone!=b",
                "zone",
                "!gpu",
                "gpu!=yes",
                "zone in (a|b)",
                "zone in(a)",
                "name=web-1",
                "name in (web-1|web-2)",
                "*,role=web"
            })
    void meansAHostThatSatisfiesEveryTerm(String expression) {
        assertThat(HostExpression.parse(expression).matches(web)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "role=db",
                "role=web,zone=b",
                "!zone",
                "gpu",
                "zone!=a",
                "zone in (b|c)",
                "name=web",
                "name!=web-1"
            })
    void passesOverAHostThatFailsATerm(String expression) {
        assertThat(HostExpression.parse(expression).matches(web)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "role=; column 6: expected a value after '=', found the end",
                "role=web,; column 10: expected a label, found the end",
                "=web; column 1: expected a label, found '='",
                "role!web; column 6: expected '=' after '!', found 'w'",
                "zone in a|b; column 9: expected '(' after 'in', found 'a'",
                "zone in (a|b; column 13: expected '|' or ')', found the end",
                "role=web zone=a; column 10: expected ',' or the end, found 'z'",
                "role==web; column 6: expected a value after '=', found '='",
                "!; column 2: expected a label after '!', found the end",
            })
    void saysInWhichColumnItCannotBeRead(String expression, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostExpression.parse(expression))
                .withMessageContaining("'" + expression + "'")
                .withMessageContaining(problem);
    }

    @Test
    void tellsAllProblemsAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostExpression.parse("role=,zone=a,!,x y"))
                .withMessageContainingAll("column 6", "column 15", "column 18");
    }

    @Test
    void readsItsOwnTextAsTheSameExpression() {
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            HostExpression expression = HostExpression.parse(Sample.of(random).text);
            assertThat(HostExpression.parse(expression.toString())).isEqualTo(expression);
        }
    }

    @Test
    void agreesWithTheMeaningOfItsTermsOnAnyHost() {
        Random random = new Random(2);
        for (int i = 0; i < 2_000; i++) {
            Sample first = Sample.of(random);
            Sample second = Sample.of(random);
            Host host = randomHost(random);
            assertThat(HostExpression.parse(first.text + "," + second.text).matches(host))
                    .as("%s,%s on %s %s", first.text, second.text, host.name(), host.labels())
                    .isEqualTo(first.meaning.test(host) && second.meaning.test(host));
        }
    }

    @Test
    void neverFailsOtherwiseThanBySayingWhere() {
        Random random = new Random(3);
        String alphabet = "ab=!,|()* in\tß%";
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n > 0; n--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                HostExpression.parse(text.toString()).matches(web);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("column ");
            }
        }
    }

    /** A term in words and, by other means, in meaning. */
    private record Sample(String text, Predicate<Host> meaning) {

        static Sample of(Random random) {
            String key = List.of("role", "zone", "gpu", "in").get(random.nextInt(4));
            String a = value(random);
            String b = value(random);
            return switch (random.nextInt(6)) {
                case 0 -> new Sample(key + "=" + a, h -> a.equals(h.labels().get(key)));
                case 1 -> new Sample(key + " != " + a, h -> !a.equals(h.labels().get(key)));
                case 2 -> new Sample(key, h -> h.labels().containsKey(key));
                case 3 -> new Sample("!" + key, h -> !h.labels().containsKey(key));
                case 4 ->
                    new Sample(
                            key + " in (" + a + " | " + b + ")",
                            h -> a.equals(h.labels().get(key))
                                    || b.equals(h.labels().get(key)));
                default -> new Sample("name=" + a, h -> h.name().equals(a));
            };
        }
    }

    private static Host randomHost(Random random) {
        return host(
                value(random), random.nextBoolean() ? Map.of() : Map.of("role", value(random), "in", value(random)));
    }

    private static String value(Random random) {
        return List.of("a", "b", "web-1").get(random.nextInt(3));
    }

    private static Host host(String name, Map<String, String> labels) {
        return new Host(name, URI.create("tcp://127.0.0.1:2375"), null, "127.0.0.1", labels, Map.of(), 4);
    }
}
