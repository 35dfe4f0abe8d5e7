package io.signalbox.engine.camunda;

import io.signalbox.engine.run.Processes;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    /** Camunda's own queries take a statement for each kind of thing, or one run at a time. */
    private static final String WAITING = """
            select r.id, r.root_id, r.definition_id, t.task_def_key_ as element, t.name_ as name, 'userTask' as what, t.create_time_ as since
              from sb_run r join act_ru_task t on t.proc_inst_id_ = r.id where r.root_id in (:roots) and r.state = 'OPEN'
            union all
            select r.id, r.root_id, r.definition_id, d.act_id_, null, 'timer', j.create_time_
              from sb_run r join act_ru_job j on j.process_instance_id_ = r.id join act_ru_jobdef d on d.id_ = j.job_def_id_
              where r.root_id in (:roots) and r.state = 'OPEN' and j.type_ = 'timer'
            union all
            select r.id, r.root_id, r.definition_id, e.activity_id_, null, e.event_type_, e.created_
              from sb_run r join act_ru_event_subscr e on e.proc_inst_id_ = r.id
              where r.root_id in (:roots) and r.state = 'OPEN' and e.event_type_ <> 'compensate'
            order by 7
            """;

    @Override
    public List<Waiting> waiting(Collection<String> rootIds) {
        return db.sql(WAITING)
                .param("roots", rootIds)
                .query((rs, _) -> new Waiting(
                        rs.getString("id"),
                        rs.getString("root_id"),
                        rs.getString("element"),
                        name(rs.getString("definition_id"), rs.getString("element"), rs.getString("name")),
                        rs.getString("what")))
                .list();
    }

    private String name(String definitionId, String element, @Nullable String given) {
        if (given != null) {
            return given;
        }
        RepositoryService repository = engine.getRepositoryService();
        ProcessDefinitionEntity definition = (ProcessDefinitionEntity) repository.getProcessDefinition(definitionId);
        ActivityImpl activity = definition.findActivity(element);
        return activity == null || activity.getName() == null ? element : activity.getName();
    }
}
