package io.signalbox.engine.step;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A step as it is executed.
 *
 * @param activityInstance where its token waits; null for the undo of a step
 * @param leaseVersion fences what this holder of the lease writes
 * @param begun whether {@code apply} may have been called already
 * @param attempts how many have ended
 * @param forgiven how many of them no longer count against the policy
 * @param inputProblem why its input could not be evaluated; null if it could
 * @param output what it returned, if the effect is there and only moving on failed; null otherwise
 */
record StepRow(
        String id,
        String runId,
        String rootId,
        String runbook,
        @Nullable String activityInstance,
        String elementId,
        String elementName,
        String operation,
        String resultVariable,
        @Nullable String host,
        StepPolicy policy,
        int leaseVersion,
        boolean begun,
        int attempts,
        int forgiven,
        Map<String, Object> input,
        @Nullable String inputProblem,
        @Nullable Map<String, Object> output,
        Instant createdAt) {

    /** The policy as it is stored. */
    record StoredPolicy(int attempts, long backoffMillis, long budgetMillis, long timeoutMillis) {

        static StoredPolicy of(StepPolicy policy) {
            return new StoredPolicy(
                    policy.attempts(),
                    policy.backoff().toMillis(),
                    policy.budget().toMillis(),
                    policy.timeout().toMillis());
        }

        StepPolicy policy() {
            return new StepPolicy(
                    attempts,
                    Duration.ofMillis(backoffMillis),
                    Duration.ofMillis(budgetMillis),
                    Duration.ofMillis(timeoutMillis));
        }
    }
}
