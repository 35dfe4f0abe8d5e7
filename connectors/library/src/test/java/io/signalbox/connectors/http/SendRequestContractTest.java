package io.signalbox.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.sdk.ConnectorFactory;
import io.signalbox.testkit.BadInput;
import io.signalbox.testkit.OperationContract;
import io.signalbox.testkit.TestStep;
import org.junit.jupiter.api.AfterAll;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

class SendRequestContractTest extends OperationContract<SendRequest.Input, SendRequest.Output> {

    private static final LoopbackServer SERVER = new LoopbackServer();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Override
    protected String operation() {
        return "http.request";
    }

    @Override
    protected ConnectorFactory factory() {
        return new HttpConnectorFactory();
    }

    @Override
    protected SendRequest.Input input() {
        return HttpInputs.of(SERVER.url("/things"), SendRequest.Method.POST)
                .body(Map.of("name", "shop"))
                .repeatable(true)
                .input();
    }

    @Override
    protected Optional<SendRequest.Input> endless() {
        return Optional.of(HttpInputs.of(SERVER.url("/hang"), SendRequest.Method.POST)
                .answerWithin(Duration.ofHours(1))
                .input());
    }

    @Override
    protected void reset() {
        SERVER.forget();
    }

    @Override
    protected void verifyApplied(SendRequest.Input input, SendRequest.Output output, TestStep step) {
        assertThat(SERVER.things()).containsExactly(step.id());
        assertThat(SERVER.seen()).last().satisfies(seen -> {
            assertThat(seen.body()).isEqualTo("{\"name\":\"shop\"}");
            assertThat(seen.header("Content-type")).isEqualTo("application/json");
        });
        assertThat(output.status()).isEqualTo(201);
        assertThat(output.body()).isEqualTo(Map.of("made", true));
    }

    @Override
    protected void verifyUntouched(SendRequest.Input input, TestStep step) {
        assertThat(SERVER.things()).isEmpty();
    }

    @Override
    protected Stream<BadInput<SendRequest.Input>> badInputs() {
        HttpInputs post = HttpInputs.of(SERVER.url("/things"), SendRequest.Method.POST);
        return Stream.of(
                bad("a URL without a scheme", HttpInputs.get("shop:8080/x"), HttpError.HTTP_URL_INVALID, "shop:8080/x"),
                bad("a file URL", HttpInputs.get("file:///etc/passwd"), HttpError.HTTP_URL_INVALID, "file:"),
                bad(
                        "credentials in the URL",
                        HttpInputs.get("http://me:secret@127.0.0.1/"),
                        HttpError.HTTP_URL_INVALID,
                        "fields for credentials"),
                bad(
                        "a line break in a header",
                        post.headers(Map.of("X-A", "b\r\nX-C: d")),
                        HttpError.HTTP_INPUT_INVALID,
                        "X-A"),
                bad("a header without a name", post.headers(Map.of("", "b")), HttpError.HTTP_INPUT_INVALID, "header"),
                bad(
                        "an unreadable content type",
                        post.headers(Map.of("content-type", "json")).body("x"),
                        HttpError.HTTP_INPUT_INVALID,
                        "json"),
                bad(
                        "a GET with a body",
                        HttpInputs.get(SERVER.url("/things")).body("x"),
                        HttpError.HTTP_INPUT_INVALID,
                        "body"),
                bad("a user without a password", post.basic("me", null), HttpError.HTTP_INPUT_INVALID, "password"),
                bad("two ways to log in", post.basic("me", "x").bearer("y"), HttpError.HTTP_INPUT_INVALID, "not both"),
                bad("a token with a line break", post.bearer("a\nb"), HttpError.HTTP_INPUT_INVALID, "bearer token"));
    }

    private static BadInput<SendRequest.Input> bad(String what, HttpInputs input, HttpError error, String named) {
        return new BadInput<>(what, input.input(), error, named);
    }
}
