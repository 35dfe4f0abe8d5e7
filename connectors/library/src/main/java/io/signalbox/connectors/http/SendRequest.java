package io.signalbox.connectors.http;

import io.signalbox.sdk.ConnectorException;
import io.signalbox.sdk.Effect;
import io.signalbox.sdk.Field;
import io.signalbox.sdk.OperationInfo;
import io.signalbox.sdk.Plan;
import io.signalbox.sdk.Plannable;
import io.signalbox.sdk.Repeatable;
import io.signalbox.sdk.Secret;
import io.signalbox.sdk.Step;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;

@OperationInfo(
        id = "http.request",
        title = "Send an HTTP request",
        summary =
                "Sends one request and returns the answer. Writes carry the id of the step as Idempotency-Key. No redirect and no"
                        + " retry happens that was not asked for.",
        effect = Effect.CHANGE,
        keywords = {"get", "post", "put", "delete", "call", "webhook"})
final class SendRequest
        implements Plannable<SendRequest.Input, SendRequest.Output>, Repeatable<SendRequest.Input, SendRequest.Output> {

    private final Exchange exchange;

    SendRequest(Exchange exchange) {
        this.exchange = exchange;
    }

    record Input(
            @Field(
                    label = "URL",
                    help = "Where to send it, http or https, without credentials.",
                    example = "https://api.example.com/v1/deployments")
            @NotBlank
            String url,

            @Field(
                    label = "Method",
                    help = "What to do there; get, head and options change nothing.",
                    defaultValue = "get")
            Method method,

            @Field(label = "Query", help = "Parameters added to the URL, by name.") @Nullable
            Map<String, String> query,

            @Field(label = "Headers", help = "Further headers, by name; no secrets, those have fields of their own.")
            @Nullable
            Map<String, String> headers,

            @Field(
                    label = "Body",
                    help =
                            "Text is sent as it is, a map or list as JSON; the Content-Type is guessed unless a header names it.",
                    multiline = true)
            @Nullable
            Object body,

            @Field(label = "Bearer token", help = "Sent as Authorization: Bearer.", group = "Credentials") @Nullable
            Secret bearer,

            @Field(label = "User name", help = "For HTTP Basic, with a password.", group = "Credentials") @Nullable
            String username,

            @Field(label = "Password", help = "For HTTP Basic, with a user name.", group = "Credentials") @Nullable
            Secret password,

            @Field(label = "API key", help = "Sent in the header named below.", group = "Credentials") @Nullable
            Secret apiKey,

            @Field(
                    label = "API key header",
                    help = "The header that carries the API key.",
                    group = "Credentials",
                    defaultValue = "X-API-Key")
            String apiKeyHeader,

            @Field(
                    label = "Expected statuses",
                    help =
                            "The answer is a failure unless its status is one of these: 200, 204 or 2xx, separated by commas.",
                    group = "Answer",
                    defaultValue = "2xx")
            @Pattern(regexp = Statuses.FORM, message = Statuses.FORM_MESSAGE)
            String expect,

            @Field(
                    label = "Redirects",
                    help = "Which redirects to follow, at most 5: none, same-host or any.",
                    group = "Answer",
                    defaultValue = "none")
            Redirects redirects,

            @Field(
                    label = "Largest body",
                    help =
                            "Bytes of the answer that are read, at most 16777216; of a larger answer the result holds the"
                                    + " beginning, as text, and says so.",
                    group = "Answer",
                    defaultValue = "1048576")
            @Positive
            @Max(16 * 1024 * 1024)
            int maxBytes,

            @Field(
                    label = "Connect within",
                    help = "How long until the connection stands.",
                    group = "Time",
                    defaultValue = "10s")
            Duration connectWithin,

            @Field(
                    label = "Answer within",
                    help = "How long until the answer is complete.",
                    group = "Time",
                    defaultValue = "30s")
            Duration answerWithin,

            @Field(
                    label = "May be repeated",
                    help =
                            "Whether a write does no harm when it arrives twice, for instance because the server honours the"
                                    + " Idempotency-Key; if not, a lost answer needs a person.",
                    group = "Time",
                    defaultValue = "false")
            boolean repeatable) {

        boolean harmless() {
            return method.safe || repeatable;
        }
    }

    enum Method {
        GET(true),
        HEAD(true),
        OPTIONS(true),
        POST(false),
        PUT(false),
        PATCH(false),
        DELETE(false);

        private final boolean safe;

        Method(boolean safe) {
            this.safe = safe;
        }
    }

    record Output(
            @Field(label = "Status", help = "The status code of the answer.")
            int status,

            @Field(label = "Headers", help = "Its headers, names in lower case; cookies are left out.")
            Map<String, String> headers,

            @Field(label = "Body", help = "The value if the answer is JSON, else text; null if it is empty.") @Nullable
            Object body,

            @Field(label = "Truncated", help = "Whether the body was larger than what was read.")
            boolean truncated,

            @Field(label = "Duration", help = "How long it took, in milliseconds.")
            long durationMs) {}

    @Override
    public Output apply(Input input, Step step) throws InterruptedException {
        Ask ask = ask(input, step);
        Last last = send(ask, input);
        Answer answer = last.answer();
        step.log()
                .info(ask.shown() + " answered " + answer.status() + " in "
                        + answer.took().toMillis() + " ms.");
        if (!Statuses.of(input.expect).contain(answer.status())) {
            throw last.failed(UnexpectedStatus.failure(ask, answer, input.expect, step.clock()));
        }
        if (answer.truncated()) {
            step.log().warn("The answer is larger than " + input.maxBytes + " bytes; the rest was not read.");
        }
        return new Output(
                answer.status(),
                answer.headers(),
                answer.body(),
                answer.truncated(),
                answer.took().toMillis());
    }

    @Override
    public boolean repeatable(Input input) {
        return input.harmless();
    }

    /** A request that changes nothing is sent, so that a dry run can go on with its answer. */
    @Override
    public Plan<Output> plan(Input input, Step step) throws InterruptedException {
        if (input.method.safe) {
            return new Plan<>("Send " + ask(input, step).shown(), List.of(), apply(input, step));
        }
        String target = ask(input, step).shown();
        Plan.Kind kind = input.method == Method.DELETE ? Plan.Kind.DELETE : Plan.Kind.UPDATE;
        return new Plan<>("Send " + target, List.of(new Plan.Change(kind, target, Map.of(), Map.of())), null);
    }

    /**
     * The answer that counts.
     *
     * @param written whether a write went before it, which was answered by a redirect to what came of it
     */
    private record Last(Answer answer, boolean written) {

        ConnectorException failed(ConnectorException failure) {
            return written ? afterWrite(failure) : failure;
        }
    }

    private static ConnectorException afterWrite(ConnectorException failure) {
        return new ConnectorException(
                HttpError.HTTP_OUTCOME_UNKNOWN,
                failure.getMessage() + " The write before it was answered by a redirect to this, so it may have taken"
                        + " effect: look at the other system.",
                failure);
    }

    private Last send(Ask first, Input input) throws InterruptedException {
        Statuses expected = Statuses.of(input.expect);
        Ask ask = first;
        for (int hop = 0; ; hop++) {
            boolean written = !ask.harmless()
                    && !ask.request().method().equals(first.request().method());
            Answer answer = once(ask, written);
            if (!answer.redirects() || expected.contain(answer.status())) {
                return new Last(answer, written);
            }
            ask = (hop < Redirects.MOST ? input.redirects : Redirects.NONE).follow(ask, answer);
        }
    }

    private Answer once(Ask ask, boolean written) throws InterruptedException {
        try {
            return exchange.send(ask);
        } catch (Unanswered e) {
            throw written ? afterWrite(e.asFailure()) : e.asFailure();
        }
    }

    private static Ask ask(Input input, Step step) {
        HttpUrl url = Ask.url(input.url, input.query);
        Request.Builder request = new Request.Builder().url(url);
        if (!input.method.safe) {
            request.header("Idempotency-Key", step.id());
        }
        Ask.headers(input.headers, request);
        Credentials credentials =
                new Credentials(input.bearer, input.username, input.password, input.apiKey, input.apiKeyHeader);
        credentials.addTo(request);
        request.method(input.method.name(), body(input));
        return new Ask(
                request.build(),
                credentials,
                input.harmless(),
                new Ask.Limits(input.connectWithin, input.answerWithin, input.maxBytes));
    }

    private static @Nullable RequestBody body(Input input) {
        String contentType = Ask.contentType(input.headers);
        return switch (input.method) {
            case GET, HEAD -> {
                if (input.body != null) {
                    throw Ask.invalid("A " + input.method
                            + " request cannot have a body. Leave the body empty, or choose" + " another method.");
                }
                yield null;
            }
            case OPTIONS, DELETE -> input.body == null ? null : Bodies.of(input.body, contentType);
            case POST, PUT, PATCH -> Bodies.of(input.body, contentType);
        };
    }
}
