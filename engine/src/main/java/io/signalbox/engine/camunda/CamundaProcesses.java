package io.signalbox.engine.camunda;

import io.signalbox.engine.run.Processes;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Instant;
import java.time.ZoneOffset;
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

    @Override
    public List<String> withNothingToWaitFor(Instant startedBefore) {
        return db.sql("""
                        select r.id from sb_run r where r.state = 'OPEN' and r.started_at < :before
                          and not exists (select 1 from sb_step s where s.run_id = r.id and s.state in ('WORKING','RETRYING','ATTENTION'))
                          and not exists (select 1 from sb_run c where c.root_id = r.root_id and c.parent_id = r.id and c.state = 'OPEN')
                          and not exists (select 1 from act_ru_job j where j.process_instance_id_ = r.id)
                          and not exists (select 1 from act_ru_task t where t.proc_inst_id_ = r.id)
                          and not exists (select 1 from act_ru_ext_task x where x.proc_inst_id_ = r.id)
                          and not exists (select 1 from act_ru_event_subscr e where e.proc_inst_id_ = r.id and e.event_type_ <> 'compensate')
                        """)
                .param("before", startedBefore.atOffset(ZoneOffset.UTC))
                .query((rs, _) -> rs.getString(1))
                .list();
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
