package io.signalbox.engine.step;

import org.jspecify.annotations.Nullable;

/**
 * What a diagram says of a service task, read once when it is parsed.
 *
 * @param resultVariable where the output goes
 * @param policy texts of the policy properties, as written; null where the operation's default counts
 */
public record StepPlan(
        String operation, String elementId, String elementName, String resultVariable, PolicyText policy) {

    /** The policy as written in the diagram. */
    public record PolicyText(
            @Nullable String attempts,
            @Nullable String backoff,
            @Nullable String budget,
            @Nullable String timeout) {}
}
