package io.signalbox.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.signalbox.sdk.ConnectorException;
import io.signalbox.sdk.ConnectorFactory;
import io.signalbox.testkit.BadInput;
import io.signalbox.testkit.OperationContract;
import io.signalbox.testkit.TestClock;
import io.signalbox.testkit.TestStep;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

class WaitUntilTest extends OperationContract<WaitUntil.Input, WaitUntil.Output> {

    private static final LoopbackServer SERVER = new LoopbackServer();

    private final TestClock clock = new TestClock(Instant.parse("2026-01-01T10:00:00Z"));
    private final TestStep step = TestStep.on(clock);

    static {
        SERVER.answers("/ready", 200, "application/json", "{\"state\": \"ready\", \"parts\": [1, 2]}");
        SERVER.answers("/starting", 503, "text/plain", "still\n starting");
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Override
    protected String operation() {
        return "http.wait-until";
    }

    @Override
    protected ConnectorFactory factory() {
        return new HttpConnectorFactory();
    }

    @Override
    protected WaitUntil.Input input() {
        return input(SERVER.url("/ready"), null, "$.state", "ready", 2, Duration.ofMillis(150));
    }

    @Override
    protected Optional<WaitUntil.Input> endless() {
        return Optional.of(input(SERVER.url("/hang"), null, null, null, 1));
    }

    @Override
    protected void verifyApplied(WaitUntil.Input input, WaitUntil.Output output, TestStep by) {
        assertThat(output.status()).isEqualTo(200);
        assertThat(output.value()).isEqualTo("ready");
        assertThat(output.questions()).isEqualTo(2);
    }

    @Override
    protected Stream<BadInput<WaitUntil.Input>> badInputs() {
        String url = SERVER.url("/ready");
        return Stream.of(
                new BadInput<>("no URL", input("shop", null, null, null, 1), HttpError.HTTP_URL_INVALID, "'shop'"),
                new BadInput<>(
                        "a broken JSON path",
                        input(url, null, "$.[", null, 1),
                        HttpError.HTTP_INPUT_INVALID,
                        "JSON path '$.['"),
                new BadInput<>(
                        "a value without a path",
                        input(url, null, null, "ready", 1),
                        HttpError.HTTP_INPUT_INVALID,
                        "lacks a JSON path"));
    }

    @ParameterizedTest
    @CsvSource({
        "ready,,,",
        "d,,$.parts[1],2",
        "'',,$.parts,",
        "'',\"state\",,",
    })
    void isContentWithWhatIsAskedFor(
            String contained, @Nullable String more, @Nullable String path, @Nullable String value) throws Exception {
        assertThat(wait(input(SERVER.url("/ready"), more == null ? contained : more, path, value, 1))
                        .questions())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"/ready,steady,,", "/ready,,$.state,steady", "/ready,,$.gone,", "/starting,,,", "/starting,,$.state,"})
    void goesOnAskingOtherwiseUntilTheTimeIsOver(
            String path, @Nullable String contained, @Nullable String jsonPath, @Nullable String value) {
        WaitUntil.Input input = input(SERVER.url(path), contained, jsonPath, value, 1);
        ConnectorException late = catchThrowableOfType(ConnectorException.class, () -> wait(input));
        assertThat(late.error()).isEqualTo(HttpError.HTTP_NOT_IN_TIME);
        assertThat(late).hasMessageContainingAll("60s", "asked 13 times", "Last answer: ");
        assertThat(step.pauses()).hasSize(12).containsOnly(Duration.ofSeconds(5));
        assertThat(step.lines()).hasSize(1);
    }

    @Test
    void tellsTheLastAnswerOnOneLine() {
        ConnectorException late = catchThrowableOfType(
                ConnectorException.class, () -> wait(input(SERVER.url("/starting"), null, null, null, 1)));
        assertThat(late).hasMessageContaining("503 'still starting'");
        assertThat(step.progressed()).last().satisfies(p -> {
            assertThat(p.share()).isEqualTo(1);
            assertThat(p.what()).contains("503");
        });
    }

    @Test
    void countsSuccessesInARowOnly() throws Exception {
        assertThat(wait(input(answering(200, 200, 503, 200, 200, 200), null, null, null, 3))
                        .questions())
                .isEqualTo(6);
    }

    @Test
    void takesAFailedConnectionForNotYet() throws Exception {
        assertThat(wait(input(answering(0, 0, 200), null, null, null, 1)).questions())
                .isEqualTo(3);
        assertThat(step.lines().getFirst().text()).startsWith("No answer: ");
        ConnectorException late = catchThrowableOfType(
                ConnectorException.class, () -> wait(input("http://nowhere.invalid/", null, null, null, 1)));
        assertThat(late).hasMessageContaining("nowhere.invalid cannot be resolved");
    }

    @Test
    void goesOnWithTheTimeThatIsLeftWhenTakenOver() {
        step.checkpoint(new Watch.Since(clock.instant().minusSeconds(50).toString()));
        WaitUntil.Input input = input(SERVER.url("/starting"), null, null, null, 1);
        assertThat(catchThrowableOfType(ConnectorException.class, () -> wait(input)))
                .isNotNull();
        assertThat(step.pauses()).hasSize(2);
    }

    private WaitUntil.Output wait(WaitUntil.Input input) throws InterruptedException {
        try (Exchange exchange = new Exchange()) {
            return new WaitUntil(exchange).apply(input, step);
        }
    }

    /** A URL that answers with these statuses one after the other; 0 breaks the connection. */
    private static String answering(Integer... statuses) {
        Iterator<Integer> next = List.of(statuses).iterator();
        String path = "/" + UUID.randomUUID();
        SERVER.on(path, exchange -> {
            int status = next.next();
            if (status != 0) {
                LoopbackServer.answer(exchange, status, "text/plain", "");
            }
        });
        return SERVER.url(path);
    }

    private static WaitUntil.Input input(
            String url, @Nullable String contained, @Nullable String path, @Nullable String value, int successes) {
        return input(url, contained, path, value, successes, Duration.ofSeconds(5));
    }

    private static WaitUntil.Input input(
            String url,
            @Nullable String contained,
            @Nullable String path,
            @Nullable String value,
            int successes,
            Duration interval) {
        return new WaitUntil.Input(
                url,
                null,
                null,
                "2xx",
                contained,
                path,
                value,
                successes,
                Duration.ofSeconds(60),
                interval,
                Duration.ofSeconds(2),
                null,
                null,
                null,
                null,
                "X-API-Key");
    }
}
