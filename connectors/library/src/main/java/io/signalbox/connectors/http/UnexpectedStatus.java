package io.signalbox.connectors.http;

import io.signalbox.sdk.ConnectorException;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** Makes the failure out of an answer whose status was not expected. */
final class UnexpectedStatus {

    private UnexpectedStatus() {}

    static ConnectorException failure(Ask ask, Answer answer, String expected, InstantSource clock) {
        HttpError error = error(ask, answer.status());
        String next = switch (error) {
            case HTTP_OUTCOME_UNKNOWN ->
                " A gateway gave this answer; whether the request took effect is not known: look at the system behind"
                        + " it.";
            case HTTP_STATUS_TEMPORARY -> " The server asks to try again later.";
            default -> "";
        };
        return new ConnectorException(
                error,
                ask.shown() + " answered " + answer.shown() + " where " + expected + " was expected." + next,
                null,
                retryAfter(answer.headers().get("retry-after"), clock));
    }

    private static HttpError error(Ask ask, int status) {
        return switch (status) {
            case 408, 429, 503 -> HttpError.HTTP_STATUS_TEMPORARY;
            // A gateway that lost the server behind it cannot say whether that has acted.
            case 502, 504 -> ask.harmless() ? HttpError.HTTP_STATUS_TEMPORARY : HttpError.HTTP_OUTCOME_UNKNOWN;
            default -> HttpError.HTTP_STATUS;
        };
    }

    /** Seconds or a date, RFC 9110 section 10.2.3; null if it is neither. */
    static @Nullable Duration retryAfter(@Nullable String header, InstantSource clock) {
        if (header == null) {
            return null;
        }
        if (header.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(header));
        }
        try {
            Instant when = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration left = Duration.between(clock.instant(), when);
            return left.isNegative() ? Duration.ZERO : left;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
