package io.signalbox.connectors.http;

import io.signalbox.sdk.ConnectorException;
import io.signalbox.sdk.Durations;
import io.signalbox.sdk.Effect;
import io.signalbox.sdk.Field;
import io.signalbox.sdk.Operation;
import io.signalbox.sdk.OperationInfo;
import io.signalbox.sdk.Secret;
import io.signalbox.sdk.Step;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;

@OperationInfo(
        id = "http.wait-until",
        title = "Wait until a URL answers as expected",
        summary =
                "Asks a URL again and again until it answers as expected, as often in a row as wanted. A connection that fails"
                        + " counts as not yet.",
        effect = Effect.READ,
        keywords = {"health", "poll", "ready", "probe", "get"},
        timeout = "P1D")
final class WaitUntil implements Operation<WaitUntil.Input, WaitUntil.Output> {

    private final Exchange exchange;

    WaitUntil(Exchange exchange) {
        this.exchange = exchange;
    }

    record Input(
            @Field(
                    label = "URL",
                    help = "What to ask, http or https, with GET; without credentials.",
                    example = "http://127.0.1.1:8080/health")
            @NotBlank
            String url,

            @Field(label = "Headers", help = "Further headers, by name; no secrets, those have fields of their own.")
            @Nullable
            Map<String, String> headers,

            @Field(
                    label = "About host",
                    help =
                            "Name of the host of the site that the answer speaks of. The step counts as one on that host.",
                    role = Field.Role.HOST)
            @Nullable
            String host,

            @Field(
                    label = "Statuses",
                    help = "The status must be one of these: 200, 204 or 2xx, separated by commas.",
                    group = "Expected",
                    defaultValue = "2xx")
            @Pattern(regexp = Statuses.FORM, message = Statuses.FORM_MESSAGE)
            String status,

            @Field(label = "Body contains", help = "Text that must stand in the body.", group = "Expected") @Nullable
            String bodyContains,

            @Field(
                    label = "JSON path",
                    help = "Must lead to something in the body, which must then be JSON.",
                    group = "Expected",
                    example = "$.status")
            @Nullable
            String jsonPath,

            @Field(
                    label = "JSON value",
                    help = "What the path must lead to, as text; left empty, anything but null.",
                    group = "Expected",
                    example = "ready")
            @Nullable
            String jsonValue,

            @Field(
                    label = "Successes in a row",
                    help = "How many answers, one after the other, must be as expected.",
                    group = "Expected",
                    defaultValue = "1")
            @Positive
            @Max(1000)
            int successes,

            @Field(label = "Within", help = "How long to go on asking.", group = "Time", defaultValue = "5m")
            Duration within,

            @Field(
                    label = "Interval",
                    help = "From one answer to the next question; at least 100ms is kept.",
                    group = "Time",
                    defaultValue = "5s")
            Duration interval,

            @Field(
                    label = "Answer within",
                    help = "How long one answer may take.",
                    group = "Time",
                    defaultValue = "10s")
            Duration answerWithin,

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
            String apiKeyHeader) {}

    record Output(
            @Field(label = "Status", help = "The status code of the last answer.")
            int status,

            @Field(label = "Value", help = "What the JSON path led to; null without a path.") @Nullable
            Object value,

            @Field(label = "Questions", help = "How often it was asked.")
            int questions,

            @Field(label = "Waited", help = "How long it took, in milliseconds.")
            long waitedMs) {}

    @Override
    public Output apply(Input input, Step step) throws InterruptedException {
        Expectation expectation = Expectation.of(input.status, input.bodyContains, input.jsonPath, input.jsonValue);
        Credentials credentials =
                new Credentials(input.bearer, input.username, input.password, input.apiKey, input.apiKeyHeader);
        Request.Builder request = new Request.Builder().url(Ask.url(input.url, null));
        Ask.headers(input.headers, request);
        credentials.addTo(request);
        return new Watch(exchange, request.build(), credentials, expectation, input, step).untilMet();
    }

    static ConnectorException notInTime(Ask ask, Input input, int questions, String last) {
        return new ConnectorException(
                HttpError.HTTP_NOT_IN_TIME,
                ask.shown() + " did not answer as expected within " + Durations.format(input.within) + ", asked "
                        + questions + (questions == 1 ? " time. " : " times. ") + last);
    }
}
