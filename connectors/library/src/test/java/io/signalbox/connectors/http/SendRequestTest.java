package io.signalbox.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import io.signalbox.sdk.ConnectorException;
import io.signalbox.testkit.TestStep;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class SendRequestTest {

    private final LoopbackServer server = new LoopbackServer();
    private final Exchange exchange = new Exchange();
    private final SendRequest request = new SendRequest(exchange);
    private final TestStep step = TestStep.create();

    @AfterEach
    void stop() {
        exchange.close();
        server.close();
    }

    @Test
    void givesJsonAsValuesAndTextAsText() throws Exception {
        server.answers("/json", 200, "application/vnd.x+json; charset=utf-8", "{\"a\": [1, \"ü\"]}");
        server.answers("/text", 200, "text/plain", "hello");
        server.answers("/empty", 204, "text/plain", "");
        server.answers("/broken", 200, "application/json", "{\"a\":");
        assertThat(send("/json").body()).isEqualTo(Map.of("a", List.of(1, "ü")));
        assertThat(send("/text").body()).isEqualTo("hello");
        assertThat(send("/empty").body()).isNull();
        assertThat(send("/broken").body()).isEqualTo("{\"a\":");
    }

    @Test
    void leavesCookiesOutOfTheResult() throws Exception {
        server.on("/login", exchange -> {
            exchange.getResponseHeaders().add("Set-Cookie", "session=abc");
            exchange.getResponseHeaders().add("X-Two", "a");
            exchange.getResponseHeaders().add("X-Two", "b");
            LoopbackServer.answer(exchange, 200, "text/plain", "");
        });
        assertThat(send("/login").headers()).doesNotContainKey("set-cookie").containsEntry("x-two", "a, b");
    }

    @Test
    void sendsTheStepIdAsIdempotencyKeyWithWritesOnly() throws Exception {
        server.answers("/any", 200, "text/plain", "");
        for (SendRequest.Method method : SendRequest.Method.values()) {
            request.apply(HttpInputs.of(server.url("/any"), method).input(), step);
            boolean write = switch (method) {
                case GET, HEAD, OPTIONS -> false;
                case POST, PUT, PATCH, DELETE -> true;
            };
            assertThat(server.seen().getLast().method()).isEqualTo(method.name());
            assertThat(server.seen().getLast().header("Idempotency-key")).isEqualTo(write ? step.id() : "");
        }
    }

    @Test
    void sendsCredentialsAndNeverShowsThem() throws Exception {
        server.answers("/any", 401, "text/plain", "");
        HttpInputs get = HttpInputs.get(server.url("/any?token=hidden"));
        ConnectorException refused = failure(get.bearer("t0ps3cret"));
        assertThat(server.seen().getLast().header("Authorization")).isEqualTo("Bearer t0ps3cret");
        assertThat(refused).hasMessageNotContainingAny("t0ps3cret", "hidden").hasMessageContaining("401");
        assertThat(step.logged()).doesNotContain("t0ps3cret", "hidden");
        failure(get.basic("me", "pä"));
        assertThat(server.seen().getLast().header("Authorization")).isEqualTo("Basic bWU6cMOk");
    }

    @Test
    void guessesTheContentTypeUnlessAHeaderNamesIt() throws Exception {
        server.answers("/any", 200, "text/plain", "");
        HttpInputs post = HttpInputs.of(server.url("/any"), SendRequest.Method.POST);
        assertThat(typeOf(post.body(List.of(1, 2)))).isEqualTo("application/json");
        assertThat(typeOf(post.body("{\"a\": 1}"))).isEqualTo("application/json");
        assertThat(typeOf(post.body("{a}"))).isEqualTo("text/plain; charset=utf-8");
        assertThat(typeOf(post.body("a: 1").headers(Map.of("content-type", "application/yaml"))))
                .isEqualTo("application/yaml");
    }

    @ParameterizedTest
    @CsvSource({
        "404, HTTP_STATUS, HTTP_STATUS",
        "500, HTTP_STATUS, HTTP_STATUS",
        "408, HTTP_STATUS_TEMPORARY, HTTP_STATUS_TEMPORARY",
        "429, HTTP_STATUS_TEMPORARY, HTTP_STATUS_TEMPORARY",
        "503, HTTP_STATUS_TEMPORARY, HTTP_STATUS_TEMPORARY",
        "502, HTTP_STATUS_TEMPORARY, HTTP_OUTCOME_UNKNOWN",
        "504, HTTP_STATUS_TEMPORARY, HTTP_OUTCOME_UNKNOWN"
    })
    void tellsAStatusThatMayPassFromOneThatWillNot(int status, HttpError harmless, HttpError write) {
        server.answers("/any", status, "text/plain", "oh no");
        HttpInputs post = HttpInputs.of(server.url("/any"), SendRequest.Method.POST);
        assertThat(failure(HttpInputs.get(server.url("/any"))))
                .hasMessageContainingAll(status + "", "oh no", "2xx")
                .extracting(ConnectorException::error)
                .isEqualTo(harmless);
        assertThat(failure(post).error()).isEqualTo(write);
        assertThat(failure(post.repeatable(true)).error()).isEqualTo(harmless);
        assertThat(server.seen()).hasSize(3);
    }

    @Test
    void passesOnHowLongTheServerAsksToWait() {
        server.on("/busy", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "7");
            LoopbackServer.answer(exchange, 429, "text/plain", "");
        });
        assertThat(failure(HttpInputs.get(server.url("/busy"))).retryAfter()).contains(Duration.ofSeconds(7));
    }

    @Test
    void acceptsWhateverStatusIsExpected() throws Exception {
        server.answers("/gone", 410, "text/plain", "");
        assertThat(request.apply(
                                HttpInputs.get(server.url("/gone"))
                                        .expect("200, 4xx")
                                        .input(),
                                step)
                        .status())
                .isEqualTo(410);
    }

    @Test
    void followsNoRedirectUnlessToldTo() {
        server.on("/old", exchange -> redirect(exchange, 302, "/new?key=hidden"));
        assertThat(failure(HttpInputs.get(server.url("/old"))))
                .hasMessageContainingAll("302", server.url("/new"))
                .hasMessageNotContaining("hidden")
                .extracting(ConnectorException::error)
                .isEqualTo(HttpError.HTTP_REDIRECT);
    }

    @Test
    void followsRedirectsOnTheSameHostWithCredentialsAndToAnotherOriginWithout() throws Exception {
        server.answers("/new", 200, "text/plain", "here");
        server.on("/old", exchange -> redirect(exchange, 307, "/new"));
        server.on("/away", exchange -> redirect(exchange, 307, "http://localhost:" + server.port() + "/new"));
        HttpInputs post = HttpInputs.of(server.url("/old"), SendRequest.Method.POST)
                .body("x")
                .bearer("t");
        request.apply(post.redirects(Redirects.SAME_HOST).input(), step);
        assertThat(server.seen().getLast())
                .returns("POST", LoopbackServer.Seen::method)
                .returns("x", LoopbackServer.Seen::body)
                .returns("Bearer t", s -> s.header("Authorization"));
        HttpInputs away = HttpInputs.get(server.url("/away")).bearer("t");
        assertThat(failure(away.redirects(Redirects.SAME_HOST)).error()).isEqualTo(HttpError.HTTP_REDIRECT);
        request.apply(away.redirects(Redirects.ANY).input(), step);
        assertThat(server.seen().getLast().header("Authorization")).isEmpty();
    }

    @Test
    void failureBehindTheRedirectThatAnsweredAWriteLeavesTheWriteOpen() {
        server.answers("/result", 503, "text/plain", "later");
        server.on("/write", exchange -> redirect(exchange, 303, "/result"));
        server.on("/elsewhere", exchange -> redirect(exchange, 303, "http://127.0.0.1:1/result"));
        for (String path : List.of("/write", "/elsewhere")) {
            HttpInputs post =
                    HttpInputs.of(server.url(path), SendRequest.Method.POST).redirects(Redirects.ANY);
            assertThat(failure(post).error()).isEqualTo(HttpError.HTTP_OUTCOME_UNKNOWN);
            assertThat(failure(post.repeatable(true)).error().outcomeUnknown()).isFalse();
        }
        server.on("/moved", exchange -> redirect(exchange, 307, "/result"));
        HttpInputs moved =
                HttpInputs.of(server.url("/moved"), SendRequest.Method.POST).redirects(Redirects.ANY);
        assertThat(failure(moved).error()).isEqualTo(HttpError.HTTP_STATUS_TEMPORARY);
    }

    @Test
    void givesUpOnARedirectThatGoesInCircles() {
        server.on("/loop", exchange -> redirect(exchange, 302, "/loop"));
        assertThat(failure(HttpInputs.get(server.url("/loop")).redirects(Redirects.ANY))
                        .error())
                .isEqualTo(HttpError.HTTP_REDIRECT);
        assertThat(server.seen()).hasSize(1 + Redirects.MOST);
    }

    @Test
    void readsNoMoreThanItMayAndSaysSo() throws Exception {
        server.answers("/big", 200, "application/json", "[" + "1,".repeat(100_000) + "1]");
        SendRequest.Output cut =
                request.apply(HttpInputs.get(server.url("/big")).maxBytes(10).input(), step);
        assertThat(cut.body()).isEqualTo("[1,1,1,1,1");
        assertThat(cut.truncated()).isTrue();
        assertThat(step.logged()).contains("larger than 10 bytes");
        assertThat(send("/big").truncated()).isFalse();
    }

    @Test
    void aLostAnswerToAWriteIsAnUnknownOutcome() {
        HttpInputs hang =
                HttpInputs.of(server.url("/hang"), SendRequest.Method.POST).answerWithin(Duration.ofMillis(200));
        assertThat(failure(hang).error()).isEqualTo(HttpError.HTTP_OUTCOME_UNKNOWN);
        assertThat(failure(hang.repeatable(true)).error()).isEqualTo(HttpError.HTTP_TIMEOUT);
        server.on("/cut", HttpExchange::close);
        HttpInputs cut = HttpInputs.of(server.url("/cut"), SendRequest.Method.POST);
        assertThat(failure(cut).error()).isEqualTo(HttpError.HTTP_OUTCOME_UNKNOWN);
        assertThat(failure(cut.repeatable(true)).error()).isEqualTo(HttpError.HTTP_CONNECTION_LOST);
        assertThat(server.seen()).hasSize(4);
    }

    @Test
    void eachWayOfNotGettingThroughHasItsCode() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThat(failure(HttpInputs.of("http://127.0.0.1:" + free + "/", SendRequest.Method.POST)))
                .hasMessageContaining("Nothing was sent")
                .extracting(ConnectorException::error)
                .isEqualTo(HttpError.HTTP_CONNECT_FAILED);
        assertThat(failure(HttpInputs.get("http://nowhere.invalid/")).error()).isEqualTo(HttpError.HTTP_DNS);
    }

    @Test
    void aServerThatDoesNotSpeakTlsIsToldFromOneThatIsNotThere() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> {
                try (Socket socket = plain.accept()) {
                    socket.getOutputStream().write("220 mail.example ESMTP\r\n".getBytes(StandardCharsets.US_ASCII));
                    socket.getInputStream().readAllBytes();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            assertThat(failure(HttpInputs.get("https://127.0.0.1:" + plain.getLocalPort() + "/"))
                            .error())
                    .isEqualTo(HttpError.HTTP_TLS);
        }
    }

    @Test
    void aDryRunReallyAsksWhatChangesNothing() throws Exception {
        server.answers("/state", 200, "text/plain", "fine");
        var plan = request.plan(HttpInputs.get(server.url("/state")).input(), step);
        assertThat(plan.changes()).isEmpty();
        assertThat(plan.expected()).extracting(SendRequest.Output::body).isEqualTo("fine");
    }

    private SendRequest.Output send(String path) throws InterruptedException {
        return request.apply(HttpInputs.get(server.url(path)).input(), step);
    }

    private String typeOf(HttpInputs input) throws InterruptedException {
        request.apply(input.input(), step);
        return server.seen().getLast().header("Content-type");
    }

    private ConnectorException failure(HttpInputs input) {
        return catchThrowableOfType(ConnectorException.class, () -> request.apply(input.input(), step));
    }

    private static void redirect(HttpExchange exchange, int status, String location) throws IOException {
        exchange.getResponseHeaders().set("Location", location);
        exchange.sendResponseHeaders(status, -1);
    }
}
