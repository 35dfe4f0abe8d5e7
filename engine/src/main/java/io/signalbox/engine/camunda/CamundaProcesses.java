package io.signalbox.engine.camunda;

import io.signalbox.engine.run.Processes;
import io.signalbox.engine.run.Visit;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.runtime.ActivityInstanceState;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Starts and stops process instances. */
final class CamundaProcesses implements Processes {

    private final ProcessEngine engine;
    private final JdbcClient db;

    CamundaProcesses(ProcessEngine engine, JdbcClient db) {
        this.engine = engine;
        this.db = db;
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
        if (!runIds.isEmpty()) {
            tasks(runIds, found);
            timers(runIds, found);
            events(runIds, found);
        }
        return found;
    }

    private void tasks(Collection<String> runIds, Map<String, List<Waiting>> found) {
        for (Task task : engine.getTaskService()
                .createTaskQuery()
                .processInstanceIdIn(runIds.toArray(String[]::new))
                .list()) {
            String element = task.getTaskDefinitionKey();
            String name = Optional.ofNullable(task.getName()).orElse(element);
            add(task.getProcessInstanceId(), new Waiting(element, name, "userTask"), found);
        }
    }

    private void timers(Collection<String> runIds, Map<String, List<Waiting>> found) {
        Map<String, Optional<JobDefinition>> definitions = new HashMap<>();
        for (Job job : engine.getManagementService()
                .createJobQuery()
                .processInstanceIds(Set.copyOf(runIds))
                .timers()
                .list()) {
            definitions
                    .computeIfAbsent(job.getJobDefinitionId(), this::jobDefinition)
                    .map(d -> waiting(d.getProcessDefinitionId(), d.getActivityId(), "timer"))
                    .ifPresent(waiting -> add(job.getProcessInstanceId(), waiting, found));
        }
    }

    private Optional<JobDefinition> jobDefinition(String id) {
        return Optional.ofNullable(engine.getManagementService()
                .createJobDefinitionQuery()
                .jobDefinitionId(id)
                .singleResult());
    }

    /** Camunda's own query takes one run at a time. */
    private void events(Collection<String> runIds, Map<String, List<Waiting>> found) {
        db.sql("select proc_inst_id_, activity_id_, event_type_ from act_ru_event_subscr"
                        + " where proc_inst_id_ in (:runs) and event_type_ <> 'compensate' order by created_")
                .param("runs", runIds)
                .query(rs -> {
                    String element = rs.getString("activity_id_");
                    add(
                            rs.getString("proc_inst_id_"),
                            new Waiting(element, element, rs.getString("event_type_")),
                            found);
                });
    }

    /** From the table: Camunda's query makes entities of a hundred columns and joins what is not asked for. */
    @Override
    public List<Visit> visits(String runId) {
        return db
                .sql("select act_id_, start_time_, end_time_, act_inst_state_ from act_hi_actinst"
                        + " where proc_inst_id_ = :run order by start_time_, sequence_counter_")
                .param("run", runId)
                .query((rs, _) -> new Visit(
                        rs.getString("act_id_"),
                        rs.getTimestamp("start_time_").toInstant(),
                        rs.getTimestamp("end_time_") == null
                                ? null
                                : rs.getTimestamp("end_time_").toInstant(),
                        rs.getInt("act_inst_state_") == ActivityInstanceState.CANCELED.getStateCode()))
                .list()
                .stream()
                .filter(visit -> visit.elementId().indexOf('#') < 0)
                .toList();
    }

    private static void add(String runId, Waiting waiting, Map<String, List<Waiting>> found) {
        found.computeIfAbsent(runId, _ -> new ArrayList<>()).add(waiting);
    }

    private Waiting waiting(String definitionId, String activityId, String what) {
        RepositoryService repository = engine.getRepositoryService();
        ProcessDefinitionEntity definition = (ProcessDefinitionEntity) repository.getProcessDefinition(definitionId);
        ActivityImpl activity = definition.findActivity(activityId);
        String name = activity == null || activity.getName() == null ? activityId : activity.getName();
        return new Waiting(activityId, name, what);
    }
}
