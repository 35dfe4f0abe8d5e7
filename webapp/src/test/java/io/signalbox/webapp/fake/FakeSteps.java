package io.signalbox.webapp.fake;

import io.signalbox.engine.Rejected;
import io.signalbox.engine.step.StepState;
import io.signalbox.engine.step.StepView;
import io.signalbox.engine.step.Steps;
import io.signalbox.sdk.Effect;

import java.util.Map;

/** Has the step {@code s1}, which does not need attention: only {@code s2} does. */
public final class FakeSteps implements Steps {

    @Override
    public StepView retry(String runId, String stepId, Map<String, Object> input, String reason, String actor) {
        needsAttention(stepId);
        return step(stepId);
    }

    @Override
    public StepView skip(String runId, String stepId, Map<String, Object> output, String reason, String actor) {
        needsAttention(stepId);
        return step(stepId);
    }

    @Override
    public StepView resolve(
            String runId, String stepId, boolean happened, Map<String, Object> outputs, String reason, String actor) {
        needsAttention(stepId);
        return step(stepId);
    }

    private static void needsAttention(String stepId) {
        if (!stepId.equals("s2")) {
            throw new Rejected(
                    Rejected.Kind.CONFLICT, "STEP_STATE", "The step works; only one that needs attention can.");
        }
    }

    static StepView step(String id) {
        return new StepView(
                id,
                "r1",
                "Task_1",
                "Replace",
                "docker.replace-container",
                Effect.CHANGE,
                StepState.WORKING,
                "web-1",
                null,
                Map.of(),
                null,
                null,
                null,
                null,
                null,
                StepView.Undo.NONE,
                FakeRuns.time(),
                null,
                java.util.List.of());
    }
}
