package io.signalbox.engine.camunda;

import io.signalbox.engine.run.Processes;
import io.signalbox.engine.run.Visit;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.runtime.ActivityInstanceState;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Starts and stops process instances. */
final class CamundaProcesses implements Processes {

    private final ProcessEngine engine;
    private final JdbcClient db;
    /** Definitions never change. */
    private final Map<String, Boolean> onlySteps = new ConcurrentHashMap<>();

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

    /** What a token passes without stopping, other than steps. */
    private static final Set<String> PASSED = Set.of(
            "startEvent",
            "exclusiveGateway",
            "parallelGateway",
            "inclusiveGateway",
            "noneEndEvent",
            "errorEndEvent",
            "terminateEndEvent",
            "intermediateNoneThrowEvent",
            "boundaryError",
            "subProcess",
            "multiInstanceBody");

    @Override
    public boolean waitsOnlyForSteps(String definitionId) {
        return onlySteps.computeIfAbsent(definitionId, id -> {
            ProcessDefinitionEntity definition =
                    (ProcessDefinitionEntity) engine.getRepositoryService().getProcessDefinition(id);
            return all(definition)
                    .allMatch(activity -> activity.getActivityBehavior() instanceof StepBehavior
                            || PASSED.contains(String.valueOf(activity.getProperty("type"))));
        });
    }

    private static Stream<ActivityImpl> all(ScopeImpl scope) {
        return scope.getActivities().stream().flatMap(activity -> Stream.concat(Stream.of(activity), all(activity)));
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
