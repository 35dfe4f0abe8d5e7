package io.signalbox.connectors.flow;

import io.signalbox.sdk.ConnectorException;
import io.signalbox.sdk.Durations;
import io.signalbox.sdk.Effect;
import io.signalbox.sdk.Field;
import io.signalbox.sdk.OperationInfo;
import io.signalbox.sdk.Plan;
import io.signalbox.sdk.Plannable;
import io.signalbox.sdk.Step;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

@OperationInfo(
        id = "flow.wait",
        title = "Wait",
        summary = "Waits for a duration. A wait that is taken over by another node ends when it would have ended.",
        effect = Effect.READ,
        keywords = {"pause", "delay", "sleep", "bake"},
        timeout = "P31D")
final class Wait implements Plannable<Wait.Input, Wait.Output> {

    private static final Duration LONGEST = Duration.ofDays(30);

    record Input(
            @Field(label = "Duration", help = "How long to wait, at most 30 days: 90s, 5m, 1h30m.", example = "5m")
            Duration duration) {}

    record Output(
            @Field(label = "Waited until", help = "When the wait was over, as RFC 3339 text in UTC.")
            String waitedUntil) {}

    /** When the wait ends; written by the first attempt. */
    record Until(String end) {}

    @Override
    public Output apply(Input input, Step step) throws InterruptedException {
        check(input);
        Instant end =
                step.checkpoint(Until.class).map(u -> Instant.parse(u.end)).orElseGet(() -> begin(input, step));
        step.progress(-1, "Waiting until " + shown(end));
        for (Duration left = left(end, step); left.isPositive(); left = left(end, step)) {
            step.pause(left);
        }
        return new Output(shown(end));
    }

    @Override
    public Plan<Output> plan(Input input, Step step) {
        check(input);
        return new Plan<>(
                "Wait for " + Durations.format(input.duration),
                List.of(),
                new Output(shown(step.clock().instant().plus(input.duration))));
    }

    private static Instant begin(Input input, Step step) {
        Instant end = step.clock().instant().plus(input.duration);
        step.checkpoint(new Until(end.toString()));
        return end;
    }

    private static void check(Input input) {
        if (input.duration.compareTo(LONGEST) > 0) {
            throw new ConnectorException(
                    FlowError.FLOW_WAIT_TOO_LONG,
                    "The duration " + Durations.format(input.duration)
                            + " is longer than 30 days. Shorten it, or use a timer event in the diagram.");
        }
    }

    private static Duration left(Instant end, Step step) {
        return Duration.between(step.clock().instant(), end);
    }

    private static String shown(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
