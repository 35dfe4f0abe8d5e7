package io.signalbox.engine.run;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One execution of a runbook version.
 *
 * @param rootId the run at the top that this one was called from, its own id if it was not called
 * @param parentId the run that called it, or whose changes it takes back; null if neither
 * @param outcome name of the end event reached ("Rolled back"); why it was cancelled; null while it goes on
 * @param reason why it was started; null if nobody said
 * @param current what it is at: open steps, and what it waits for
 */
public record Run(
        String id,
        String rootId,
        @Nullable String parentId,
        String runbook,
        int version,
        RunState state,
        @Nullable String outcome,
        Map<String, Object> inputs,
        Map<String, Object> outputs,
        @Nullable String businessKey,
        String startedBy,
        @Nullable String reason,
        Instant startedAt,
        @Nullable Instant endedAt,
        List<Current> current) {

    public Run {
        current = List.copyOf(current);
    }

    /**
     * Something a run is at.
     *
     * @param stepId null for an approval, a timer or a message
     * @param what element type for those, operation id for a step; why it is stuck ({@code TIMER_FAILED}, {@code NOTHING_WAITS}) if it is not for a step
     * @param state of the step ({@code WORKING}, {@code RETRYING}, {@code ATTENTION}) or {@code WAITING}
     */
    public record Current(
            String elementId,
            String elementName,
            String what,
            @Nullable String stepId,
            String state,
            @Nullable String host,
            @Nullable String message) {}
}
