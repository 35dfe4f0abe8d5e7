package io.signalbox.engine.camunda;

import org.camunda.bpm.engine.ProcessEnginePersistenceException;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the executions and variables of many runs in one statement, so that Camunda finds in memory what it would otherwise select one by one. By JDBC
 * and not by Camunda's mappings, which take longer than the database does. What was read is of one moment, and stays so until the transaction has ended:
 * the roots are locked before.
 */
final class LiveRuns {

    private static final String SELECT = """
            select e.ID_, e.REV_, e.ROOT_PROC_INST_ID_, e.PROC_INST_ID_, e.BUSINESS_KEY_, e.PROC_DEF_ID_, e.ACT_ID_, e.ACT_INST_ID_,
                e.IS_ACTIVE_, e.IS_CONCURRENT_, e.IS_SCOPE_, e.IS_EVENT_SCOPE_, e.PARENT_ID_, e.SUPER_EXEC_, e.SUSPENSION_STATE_,
                e.CACHED_ENT_STATE_, e.SEQUENCE_COUNTER_,
                v.ID_, v.REV_, v.TYPE_, v.NAME_, v.PROC_DEF_ID_, v.PROC_INST_ID_, v.EXECUTION_ID_, v.TASK_ID_, v.BYTEARRAY_ID_,
                v.DOUBLE_, v.LONG_, v.TEXT_, v.TEXT2_, v.SEQUENCE_COUNTER_, v.IS_CONCURRENT_LOCAL_
            from ACT_RU_EXECUTION e left join ACT_RU_VARIABLE v on v.EXECUTION_ID_ = e.ID_
            where e.PROC_INST_ID_ in (""";

    private static final int RUN_ID = 4;
    private static final int VARIABLE = 18;

    private final Map<String, Map<String, ExecutionEntity>> executions = new LinkedHashMap<>();
    private final Map<String, List<VariableInstanceEntity>> variables = new LinkedHashMap<>();
    private final DbEntityManager entities;

    private LiveRuns(DbEntityManager entities) {
        this.entities = entities;
    }

    /** Loads these runs, as far as they are not loaded in this command already. */
    static void load(CommandContext context, Collection<String> runIds) {
        DbEntityManager entities = context.getDbEntityManager();
        List<String> missing = runIds.stream()
                .distinct()
                .filter(id -> entities.getCachedEntity(ExecutionEntity.class, id) == null)
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        LiveRuns loaded = new LiveRuns(entities);
        try {
            loaded.read(
                    context.getDbSqlSession().getSqlSession().getConnection(),
                    missing,
                    context.getDbSqlSession() instanceof OneWaySession);
        } catch (SQLException e) {
            throw new ProcessEnginePersistenceException("The runs cannot be read", e);
        }
        loaded.connect();
    }

    private void read(Connection connection, List<String> runIds, boolean together) throws SQLException {
        // Always as many parameters as a power of two, so that the database sees few different statements.
        List<String> ids = new ArrayList<>(runIds);
        ids.addAll(
                Collections.nCopies(Integer.highestOneBit(runIds.size() * 2 - 1) - runIds.size(), runIds.getFirst()));
        String select = SELECT + RootLock.parameters(ids.size()) + ")";
        if (together) {
            List<String> twice = new ArrayList<>(ids);
            twice.addAll(ids);
            read(connection, RootLock.sql(ids.size()) + ";\n" + select, twice, true);
        } else {
            RootLock.take(connection, ids);
            read(connection, select, ids, false);
        }
    }

    private void read(Connection connection, String sql, List<String> parameters, boolean second) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setString(i + 1, parameters.get(i));
            }
            statement.execute();
            if (second) {
                statement.getMoreResults();
            }
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) {
                    add(rows);
                }
            }
        }
    }

    private void add(ResultSet row) throws SQLException {
        String runId = row.getString(RUN_ID);
        Map<String, ExecutionEntity> ofRun = executions.computeIfAbsent(runId, _ -> new LinkedHashMap<>());
        if (!ofRun.containsKey(row.getString(1))) {
            ExecutionEntity execution = known(new Columns(row, 0).execution());
            ofRun.put(execution.getId(), execution);
        }
        if (row.getString(VARIABLE) != null) {
            VariableInstanceEntity variable = known(new Columns(row, VARIABLE - 1).variable());
            variables.computeIfAbsent(runId, _ -> new ArrayList<>()).add(variable);
        }
    }

    /** The one that this command works with: the first that was read. */
    @SuppressWarnings("unchecked")
    private <T extends DbEntity> T known(T read) {
        entities.onEntityLoaded(read);
        return (T) entities.getCachedEntity(read.getClass(), read.getId());
    }

    private void connect() {
        executions.forEach((runId, all) -> {
            ExecutionEntity run = all.get(runId);
            if (run != null) {
                run.restoreProcessInstance(
                        all.values(), null, variables.getOrDefault(runId, List.of()), null, null, null, null);
            }
        });
    }

    /** Columns one after the other, as the statement has them. */
    private static final class Columns {

        private final ResultSet row;
        private int column;

        Columns(ResultSet row, int before) {
            this.row = row;
            this.column = before;
        }

        ExecutionEntity execution() throws SQLException {
            ExecutionEntity execution = new ExecutionEntity();
            execution.setId(text());
            execution.setRevision(number());
            execution.setRootProcessInstanceId(text());
            execution.setProcessInstanceId(text());
            execution.setBusinessKey(text());
            execution.setProcessDefinitionId(text());
            execution.setActivityId(text());
            execution.setActivityInstanceId(text());
            execution.setActive(flag());
            execution.setConcurrent(flag());
            execution.setScope(flag());
            execution.setEventScope(flag());
            execution.setParentId(text());
            execution.setSuperExecutionId(text());
            execution.setSuspensionState(number());
            execution.setCachedEntityState(number());
            execution.setSequenceCounter(row.getLong(++column));
            return execution;
        }

        VariableInstanceEntity variable() throws SQLException {
            VariableInstanceEntity variable = new VariableInstanceEntity();
            variable.setId(text());
            variable.setRevision(number());
            variable.setSerializerName(text());
            variable.setName(text());
            variable.setProcessDefinitionId(text());
            variable.setProcessInstanceId(text());
            variable.setExecutionId(text());
            variable.setTaskId(text());
            variable.setByteArrayValueId(text());
            double real = row.getDouble(++column);
            variable.setDoubleValue(row.wasNull() ? null : real);
            long whole = row.getLong(++column);
            variable.setLongValue(row.wasNull() ? null : whole);
            variable.setTextValue(text());
            variable.setTextValue2(text());
            variable.setSequenceCounter(row.getLong(++column));
            variable.setConcurrentLocal(flag());
            return variable;
        }

        private @Nullable String text() throws SQLException {
            return row.getString(++column);
        }

        private int number() throws SQLException {
            return row.getInt(++column);
        }

        private boolean flag() throws SQLException {
            return row.getBoolean(++column);
        }
    }

    /** The execution that waits in an activity instance; null if none does. */
    static @Nullable ExecutionEntity waiting(CommandContext context, String runId, String activityInstance) {
        load(context, List.of(runId));
        ExecutionEntity run = context.getExecutionManager().findExecutionById(runId);
        return run == null ? null : below(run, activityInstance);
    }

    private static @Nullable ExecutionEntity below(ExecutionEntity execution, String activityInstance) {
        for (ExecutionEntity child : execution.getExecutions()) {
            ExecutionEntity found = below(child, activityInstance);
            if (found != null) {
                return found;
            }
        }
        boolean here = activityInstance.equals(execution.getActivityInstanceId())
                && execution.getActivity() != null
                && execution.getActivity().getActivityBehavior() instanceof StepBehavior;
        return here ? execution : null;
    }
}
