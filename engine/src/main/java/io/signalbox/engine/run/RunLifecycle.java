package io.signalbox.engine.run;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/** What the process tells of itself. Called inside the transaction in which the token moves. */
public interface RunLifecycle {

    /** @param parentId the run that calls it; null if it was started */
    void started(
            String runId,
            @Nullable String parentId,
            String runbook,
            int version,
            String definitionId,
            @Nullable String businessKey,
            Map<String, Object> variables);

    /** A token has reached an end event of the process itself. */
    void reached(String runId, String endEvent, boolean error);

    /** @param cancelled why it was cancelled; null if it came to its end */
    void ended(String runId, Map<String, Object> outputs, @Nullable String cancelled);
}
