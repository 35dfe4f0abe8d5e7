package io.signalbox.engine.step;

import io.signalbox.sdk.Effect;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A step as people see it.
 *
 * @param runId the run it belongs to, which may be a called one
 * @param undoOf the step whose change this one takes back; null for an ordinary step
 * @param output null until it has completed
 * @param errorCode of the last failure; null if there was none
 * @param progress what it is doing now; null if it said nothing
 * @param share how much of it is done, 0 to 1; null if unknown
 * @param undo whether its change can be taken back, has been, or could not be
 */
public record StepView(
        String id,
        String runId,
        String elementId,
        String elementName,
        String operation,
        Effect effect,
        StepState state,
        @Nullable String host,
        @Nullable String undoOf,
        Map<String, Object> input,
        @Nullable Map<String, Object> output,
        @Nullable String errorCode,
        @Nullable String errorMessage,
        @Nullable String progress,
        @Nullable Double share,
        Undo undo,
        Instant createdAt,
        @Nullable Instant endedAt,
        List<Attempt> attempts) {

    public StepView {
        attempts = List.copyOf(attempts);
    }

    /** The same step with these attempts before its own. */
    StepView after(List<Attempt> earlier) {
        if (earlier.isEmpty()) {
            return this;
        }
        return new StepView(
                id,
                runId,
                elementId,
                elementName,
                operation,
                effect,
                state,
                host,
                undoOf,
                input,
                output,
                errorCode,
                errorMessage,
                progress,
                share,
                undo,
                createdAt,
                endedAt,
                Stream.concat(earlier.stream(), attempts.stream()).toList());
    }

    /** What can be said of taking it back. */
    public enum Undo {
        /** It changed nothing, or its operation has no way back. */
        NONE,
        POSSIBLE,
        DONE,
        FAILED
    }

    /**
     * One try.
     *
     * @param outcome {@code COMPLETED}, {@code FAILED}, {@code CANCELLED}, {@code TIMED_OUT}, {@code LEASE_LOST}
     * @param retryAt when the next one was due; null if none was to come
     */
    public record Attempt(
            int number,
            Instant startedAt,
            @Nullable Instant endedAt,
            String node,
            @Nullable String outcome,
            @Nullable String errorCode,
            @Nullable String errorMessage,
            @Nullable Instant retryAt) {}
}
