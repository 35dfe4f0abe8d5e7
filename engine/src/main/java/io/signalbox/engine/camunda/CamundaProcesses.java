package io.signalbox.engine.camunda;

import io.signalbox.engine.run.Processes;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.runtime.EventSubscription;
import org.camunda.bpm.engine.runtime.Execution;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts and stops process instances. */
final class CamundaProcesses implements Processes {

    private final ProcessEngine engine;

    CamundaProcesses(ProcessEngine engine) {
        this.engine = engine;
    }

    @Override
    public String start(
            String definitionId, @Nullable String businessKey, Map<String, ? extends @Nullable Object> variables) {
        ProcessInstance instance = engine.getRuntimeService()
                .startProcessInstanceById(definitionId, businessKey, new HashMap<>(variables));
        return instance.getId();
    }

    @Override
    public void cancel(String runId, String reason) {
        engine.getRuntimeService().deleteProcessInstanceIfExists(runId, reason, false, true, false, false);
    }

    @Override
    public Map<String, List<Waiting>> waiting(Collection<String> runIds) {
        Map<String, List<Waiting>> found = new HashMap<>();
        for (String runId : runIds) {
            List<Waiting> here = new ArrayList<>();
            for (Task task : engine.getTaskService()
                    .createTaskQuery()
                    .processInstanceId(runId)
                    .list()) {
                here.add(new Waiting(
                        task.getTaskDefinitionKey(),
                        Optional.ofNullable(task.getName()).orElse(task.getTaskDefinitionKey()),
                        "userTask"));
            }
            for (Job job : engine.getManagementService()
                    .createJobQuery()
                    .processInstanceId(runId)
                    .timers()
                    .list()) {
                engine
                        .getManagementService()
                        .createJobDefinitionQuery()
                        .jobDefinitionId(job.getJobDefinitionId())
                        .list()
                        .stream()
                        .findFirst()
                        .ifPresent(definition -> here.add(
                                waiting(definition.getProcessDefinitionId(), definition.getActivityId(), "timer")));
            }
            for (EventSubscription event : engine.getRuntimeService()
                    .createEventSubscriptionQuery()
                    .processInstanceId(runId)
                    .list()) {
                Optional.ofNullable(engine.getRuntimeService()
                                .createExecutionQuery()
                                .executionId(event.getExecutionId())
                                .singleResult())
                        .map(Execution::getProcessInstanceId)
                        .ifPresent(_ -> here.add(
                                new Waiting(event.getActivityId(), event.getActivityId(), event.getEventType())));
            }
            found.put(runId, here);
        }
        return found;
    }

    private Waiting waiting(String definitionId, String activityId, String what) {
        RepositoryService repository = engine.getRepositoryService();
        ProcessDefinitionEntity definition = (ProcessDefinitionEntity) repository.getProcessDefinition(definitionId);
        ActivityImpl activity = definition.findActivity(activityId);
        String name = activity == null || activity.getName() == null ? activityId : activity.getName();
        return new Waiting(activityId, name, what);
    }
}
