package io.signalbox.engine.run;

import io.signalbox.engine.event.RunSignals;
import io.signalbox.engine.undo.Rollback;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Writes down what the process tells of itself. */
public final class RunJournal implements RunLifecycle {

    private static final ThreadLocal<@Nullable Start> STARTING = new ThreadLocal<>();

    private static final int MOST_REMEMBERED = 20_000;

    private final RunStore store;
    private final RunSignals signals;
    /** Those that were asked for last; runs that end on another node drop out of it by themselves. */
    private final Map<String, RunStore.Origin> open = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RunStore.Origin> eldest) {
            return size() > MOST_REMEMBERED;
        }
    });

    public RunJournal(RunStore store, RunSignals signals) {
        this.store = store;
        this.signals = signals;
    }

    /**
     * Who starts a run, and what for.
     *
     * @param rollbackOf the run whose changes it takes back; null if it is an ordinary one
     * @param rootId under which it is shown; null if it is a root itself
     */
    record Start(
            String actor,
            @Nullable String reason,
            Map<String, Object> inputs,
            @Nullable String rollbackOf,
            @Nullable String rootId) {}

    /** Runs the action, in which a process starts on this thread. */
    <T> T starting(Start start, Supplier<T> action) {
        STARTING.set(start);
        try {
            return action.get();
        } finally {
            STARTING.remove();
        }
    }

    @Override
    public void started(
            String runId,
            @Nullable String parentId,
            String runbook,
            int version,
            String definitionId,
            @Nullable String businessKey,
            Map<String, Object> variables) {
        RunStore.NewRun run = run(runId, parentId, runbook, version, definitionId, businessKey, variables);
        store.insert(run);
        remember(run);
        signals.changed(run.rootId());
    }

    private RunStore.NewRun run(
            String runId,
            @Nullable String parentId,
            String runbook,
            int version,
            String definitionId,
            @Nullable String businessKey,
            Map<String, Object> variables) {
        Start start = STARTING.get();
        if (parentId != null) {
            RunStore.Origin caller = origin(parentId);
            return new RunStore.NewRun(
                    runId,
                    caller.rootId(),
                    parentId,
                    true,
                    runbook,
                    version,
                    definitionId,
                    new LinkedHashMap<>(variables),
                    businessKey,
                    caller.startedBy(),
                    null);
        }
        if (start != null) {
            return new RunStore.NewRun(
                    runId,
                    start.rootId() == null ? runId : start.rootId(),
                    start.rollbackOf(),
                    false,
                    runbook,
                    version,
                    definitionId,
                    start.inputs(),
                    businessKey,
                    start.actor(),
                    start.reason());
        }
        return new RunStore.NewRun(
                runId,
                runId,
                null,
                false,
                runbook,
                version,
                definitionId,
                new LinkedHashMap<>(variables),
                businessKey,
                "engine",
                null);
    }

    /** Known from here on, unless the transaction comes to nothing. */
    private void remember(RunStore.NewRun run) {
        open.put(run.id(), new RunStore.Origin(run.rootId(), run.runbook(), run.startedBy()));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                if (status != STATUS_COMMITTED) {
                    open.remove(run.id());
                }
            }
        });
    }

    @Override
    public void reached(String runId, String endEvent, boolean error) {
        store.reached(runId, endEvent, error);
    }

    @Override
    public void ended(String runId, Map<String, Object> outputs, @Nullable String cancelled) {
        if (cancelled == null) {
            store.ended(runId, outputs);
            if (origin(runId).runbook().equals(Rollback.RUNBOOK)) {
                store.parentRolledBack(runId);
            }
        } else {
            store.cancelled(runId, cancelled);
        }
        signals.ended(runId, origin(runId).rootId());
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                open.remove(runId);
            }
        });
    }

    /** The root, runbook and starter of an open run. */
    public RunStore.Origin origin(String runId) {
        RunStore.Origin known = open.get(runId);
        if (known != null) {
            return known;
        }
        RunStore.Origin read = store.origin(runId).orElseThrow(() -> RunTree.notFound(runId));
        open.put(runId, read);
        return read;
    }
}
