package io.signalbox.engine.camunda;

import org.apache.ibatis.builder.xml.XMLMapperBuilder;
import org.apache.ibatis.session.Configuration;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the executions and variables of many runs in two statements, so that Camunda finds in memory what it would otherwise select one by one.
 */
final class LiveRuns {

    private static final String MAPPER = "LiveRuns.xml";

    private LiveRuns() {}

    /** Adds our statements to Camunda's. */
    static void register(Configuration mappings) {
        try (InputStream xml = LiveRuns.class.getResourceAsStream(MAPPER)) {
            new XMLMapperBuilder(xml, mappings, MAPPER, mappings.getSqlFragments()).parse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Loads these runs, as far as they are not loaded in this command already. */
    static void load(CommandContext context, Collection<String> runIds) {
        DbEntityManager entities = context.getDbEntityManager();
        String[] missing = runIds.stream()
                .distinct()
                .filter(id -> entities.getCachedEntity(ExecutionEntity.class, id) == null)
                // Always as many parameters as a power of two, so that the database sees few different statements.
                .toArray(String[]::new);
        if (missing.length == 0) {
            return;
        }
        Object ids = padded(missing);
        Map<String, List<ExecutionEntity>> executions = new HashMap<>();
        for (Object loaded : entities.selectList("io.signalbox.engine.camunda.LiveRuns.executions", ids)) {
            ExecutionEntity execution = (ExecutionEntity) loaded;
            executions
                    .computeIfAbsent(execution.getProcessInstanceId(), _ -> new ArrayList<>())
                    .add(execution);
        }
        Map<String, List<VariableInstanceEntity>> variables = new HashMap<>();
        for (Object loaded : entities.selectList("io.signalbox.engine.camunda.LiveRuns.variables", ids)) {
            VariableInstanceEntity variable = (VariableInstanceEntity) loaded;
            variables
                    .computeIfAbsent(variable.getProcessInstanceId(), _ -> new ArrayList<>())
                    .add(variable);
        }
        executions.forEach((runId, all) -> all.stream()
                .filter(ExecutionEntity::isProcessInstanceExecution)
                .findFirst()
                .ifPresent(run -> run.restoreProcessInstance(
                        all, null, variables.getOrDefault(runId, List.of()), null, null, null, null)));
    }

    private static Object padded(String[] ids) {
        int size = Integer.highestOneBit(Math.max(1, ids.length * 2 - 1));
        String[] padded = Arrays.copyOf(ids, size);
        Arrays.fill(padded, ids.length, size, ids[0]);
        return padded;
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
