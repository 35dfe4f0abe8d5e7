package io.signalbox.engine.step;

import io.signalbox.engine.Rejected;
import io.signalbox.sdk.ConnectorException;
import io.signalbox.sdk.Durations;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Objects;
import java.util.stream.Collectors;

/** The one place that turns what an operation threw into a failure. */
final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private static final int LONGEST = 2000;

    private Failures() {}

    static Failure of(Throwable thrown, String operation) {
        return switch (thrown) {
            case ConnectorException e ->
                new Failure(
                        e.error().code(),
                        Objects.requireNonNullElse(e.getMessage(), e.error().code()),
                        e.error().retryable(),
                        e.retryAfter().orElse(null),
                        e.error().outcomeUnknown() ? Failure.Left.UNKNOWN : Failure.Left.KNOWN);
            case Rejected e -> Failure.lasting(e.code(), withFindings(e));
            default -> broken(thrown, operation);
        };
    }

    static Failure timedOut(Duration timeout) {
        return new Failure(
                "STEP_TIMEOUT",
                "The attempt was stopped because it took longer than " + Durations.format(timeout) + ".",
                true,
                null,
                Failure.Left.UNSAID);
    }

    private static Failure broken(Throwable thrown, String operation) {
        LOG.error(
                "Operation {} threw what it should have turned into an error of its own; the attempt fails",
                operation,
                thrown);
        return new Failure(
                "OPERATION_BROKEN",
                operation + " failed in a way that its author did not foresee ("
                        + thrown.getClass().getSimpleName()
                        + (thrown.getMessage() == null ? "" : ": " + shortened(thrown.getMessage()))
                        + "). The server's log has the details.",
                !(thrown instanceof LinkageError || thrown instanceof StackOverflowError),
                null,
                Failure.Left.UNSAID);
    }

    /** What a stranger has to say, in a length for people. */
    static String shortened(@Nullable String message) {
        String text = String.valueOf(message);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    private static String withFindings(Rejected e) {
        return e.findings().isEmpty()
                ? String.valueOf(e.getMessage())
                : e.findings().stream().map(f -> f.where() + ": " + f.message()).collect(Collectors.joining("; "));
    }
}
