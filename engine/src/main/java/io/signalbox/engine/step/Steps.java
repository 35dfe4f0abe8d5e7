package io.signalbox.engine.step;

import io.signalbox.engine.Rejected;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/** What people do to single steps. Each act goes into the timeline with its reason. */
public interface Steps {

    /**
     * Tries again a step that needs attention.
     *
     * @param input replaces its input; null keeps it
     * @throws Rejected {@code STEP_NOT_FOUND}, {@code STEP_STATE}, {@code INPUTS_INVALID}
     */
    StepView retry(String runId, String stepId, @Nullable Map<String, Object> input, String reason, String actor);

    /**
     * Goes on without a step that needs attention.
     *
     * @param output stands for its output
     * @throws Rejected {@code STEP_NOT_FOUND}, {@code STEP_STATE}
     */
    StepView skip(String runId, String stepId, Map<String, Object> output, String reason, String actor);

    /**
     * Says what a step came to whose outcome is unknown.
     *
     * @param happened whether its effect is there: then it counts as done, and can be taken back like any other; else it is done again
     * @param outputs what it would have returned, by the names of its operation's outputs; only read if it happened
     * @throws Rejected {@code STEP_NOT_FOUND}, {@code STEP_STATE} if its outcome is known, {@code OUTPUTS_INVALID} with everything that is wrong
     */
    StepView resolve(
            String runId, String stepId, boolean happened, Map<String, Object> outputs, String reason, String actor);
}
