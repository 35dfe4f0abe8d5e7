package io.signalbox.engine.approval;

import io.signalbox.engine.runbook.InputField;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * A user task that asks people to decide.
 *
 * @param runId the run whose diagram it stands in, which may be a called one
 * @param description its documentation; null if there is none
 * @param dueAt when it should have been decided; null if nobody said
 * @param users who may decide, by name
 * @param groups who may decide, by role in lower case; with no users and no groups, every operator may
 * @param fields what else is asked for
 */
public record Approval(
        String id,
        String runId,
        String elementId,
        String name,
        @Nullable String description,
        Instant createdAt,
        @Nullable Instant dueAt,
        List<String> users,
        List<String> groups,
        List<InputField> fields) {

    public Approval {
        users = List.copyOf(users);
        groups = List.copyOf(groups);
        fields = List.copyOf(fields);
    }
}
