package io.signalbox.engine.camunda;

import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.history.AbstractHistoryLevel;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.camunda.bpm.engine.impl.history.producer.CacheAwareHistoryEventProducer;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.jspecify.annotations.Nullable;

import java.util.Set;

/**
 * What is worth keeping: activities, tasks and incidents. Runs and steps, with their inputs and outputs, are in our own tables.
 */
final class LeanHistory extends AbstractHistoryLevel {

    private static final Set<String> KEPT = Set.of("activity-instance", "task-instance", "incident");

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
        return KEPT.contains(type.getEntityType()) && !isStep(entity);
    }

    /** Asked with an activity when a diagram is parsed, with an execution when something happens there. */
    private static boolean isStep(@Nullable Object entity) {
        return switch (entity) {
            case ActivityImpl activity -> activity.getActivityBehavior() instanceof StepBehavior;
            case ExecutionEntity execution ->
                execution.getActivity() != null
                        && execution.getActivity().getActivityBehavior() instanceof StepBehavior;
            case null, default -> false;
        };
    }

    /** Says of which definition an event is without reading it again. */
    static final class Producer extends CacheAwareHistoryEventProducer {

        @Override
        protected ProcessDefinitionEntity getProcessDefinitionEntity(String id) {
            return Context.getProcessEngineConfiguration().getDeploymentCache().findDeployedProcessDefinitionById(id);
        }
    }
}
