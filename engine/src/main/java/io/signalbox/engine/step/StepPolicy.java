package io.signalbox.engine.step;

import io.signalbox.sdk.describe.OperationDescriptor;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often and how long a step is tried.
 *
 * @param attempts at least 1
 * @param backoff wait before the second attempt
 * @param budget from the first attempt's start; no attempt begins after it
 * @param timeout hard limit of one attempt
 */
public record StepPolicy(int attempts, Duration backoff, Duration budget, Duration timeout) {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Duration NO_BUDGET = Duration.ofDays(365);

    static StepPolicy of(OperationDescriptor operation) {
        return new StepPolicy(operation.attempts(), operation.backoff(), NO_BUDGET, operation.timeout());
    }

    /**
     * The wait after a failed attempt: exponential with full jitter over its upper half, at most five minutes, so that a hundred steps that failed together do
     * not come back together.
     *
     * @param failed how many attempts have failed, at least 1
     */
    Duration waitAfter(int failed, RandomGenerator random) {
        long base = backoff.toMillis() << Math.min(failed - 1, 20);
        long most = Math.clamp(base, 0, LONGEST_WAIT.toMillis());
        return Duration.ofMillis(most / 2 + (most == 0 ? 0 : random.nextLong(most / 2 + 1)));
    }
}
