package io.signalbox.engine.step;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/** What the token tells the step executor. Called inside the transaction in which the token moves. */
public interface StepArrivals {

    /**
     * A token has entered a step.
     *
     * @param input what the expressions of its parameters gave; null if they could not be evaluated
     * @param inputProblem why not; null if they could
     */
    void entered(Token token, StepPlan plan, @Nullable Map<String, Object> input, @Nullable String inputProblem);

    /** A token has left a step that was not completed: by cancellation, a timer, an error beside it. Unknown ones are passed over. */
    void left(String runId, String activityInstance);

    /** Where a token is. */
    record Token(String runId, String activityInstance) {}
}
