package io.signalbox.engine.camunda;

import org.camunda.bpm.engine.impl.history.AbstractHistoryLevel;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.jspecify.annotations.Nullable;

import java.util.Set;

/** What is worth keeping: processes, activities, variables, tasks and incidents. Steps and attempts are in our own tables. */
final class LeanHistory extends AbstractHistoryLevel {

    private static final Set<String> KEPT = Set.of(
            "process-instance",
            "process-instance-update",
            "activity-instance",
            "variable-instance",
            "task-instance",
            "incident");

    @Override
    public int getId() {
        return 40;
    }

    @Override
    public String getName() {
        return "signalbox";
    }

    @Override
    public boolean isHistoryEventProduced(HistoryEventType type, @Nullable Object entity) {
        return KEPT.contains(type.getEntityType()) && !type.getEventName().equals("update-detail");
    }
}
