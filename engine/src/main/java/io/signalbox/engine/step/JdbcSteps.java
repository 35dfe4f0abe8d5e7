package io.signalbox.engine.step;

import io.signalbox.engine.Json;
import io.signalbox.engine.Rejected;
import io.signalbox.engine.commit.Commits;
import io.signalbox.engine.event.RunSignals;
import io.signalbox.engine.run.RunStore;
import io.signalbox.engine.run.RunTree;
import io.signalbox.sdk.describe.Catalogue;
import io.signalbox.sdk.describe.OperationDescriptor;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/** What people do to single steps. */
final class JdbcSteps implements Steps {

    private final StepStore store;
    private final StepViews views;
    private final StepExecutor executor;
    private final Tokens tokens;
    private final Commits commits;
    private final RunStore runs;
    private final RunTree tree;
    private final RunSignals signals;
    private final StepTools tools;
    private final Catalogue catalogue;

    JdbcSteps(Parts parts) {
        this.store = parts.store();
        this.views = parts.views();
        this.executor = parts.executor();
        this.tokens = parts.tokens();
        this.commits = parts.commits();
        this.runs = parts.runs();
        this.tree = parts.tree();
        this.signals = parts.signals();
        this.tools = parts.tools();
        this.catalogue = parts.catalogue();
    }

    /** What it is made of. */
    record Parts(
            StepStore store,
            StepViews views,
            StepExecutor executor,
            Tokens tokens,
            Commits commits,
            RunStore runs,
            RunTree tree,
            RunSignals signals,
            StepTools tools,
            Catalogue catalogue) {}

    @Override
    public StepView retry(
            String runId, String stepId, @Nullable Map<String, Object> input, String reason, String actor) {
        StepRow step = step(runId, stepId);
        if (input != null) {
            catalogue
                    .operation(step.operation())
                    .ifPresent(operation -> tools.binder().bind(operation, input, tools.secrets()));
        }
        commits.onRequest("Retry by a person", () -> {
            tree.lock(step.rootId());
            if (!store.retake(stepId, executor.holder(), input == null ? null : Json.write(input))) {
                throw wrongState(stepId, "retried");
            }
            runs.act(
                    step.runId(),
                    step.rootId(),
                    stepId,
                    "Retried " + step.elementName() + (input == null ? "" : " with changed input"),
                    reason,
                    actor);
            StepRow again = store.find(stepId).orElseThrow();
            executor.retryAfterCommit(again);
            signals.changed(step.rootId());
            return true;
        });
        return views.one(stepId).orElseThrow();
    }

    @Override
    public StepView skip(String runId, String stepId, Map<String, Object> output, String reason, String actor) {
        StepRow step = step(runId, stepId);
        String waitsAt = step.activityInstance();
        if (waitsAt == null) {
            throw wrongState(stepId, "skipped");
        }
        try {
            commits.onRequest("Skip by a person", () -> {
                tree.lock(step.rootId());
                if (!store.skip(stepId, Json.write(output))) {
                    throw wrongState(stepId, "skipped");
                }
                runs.act(step.runId(), step.rootId(), stepId, "Skipped " + step.elementName(), reason, actor);
                tokens.complete(step.runId(), waitsAt, step.resultVariable(), output);
                signals.changed(step.rootId());
                return true;
            });
        } catch (Tokens.CannotMoveOn e) {
            throw new Rejected(
                    Rejected.Kind.INVALID,
                    "CANNOT_MOVE_ON",
                    e.getMessage() + " Give the outputs that what follows needs.");
        }
        return views.one(stepId).orElseThrow();
    }

    @Override
    public StepView resolve(
            String runId, String stepId, boolean happened, Map<String, Object> outputs, String reason, String actor) {
        StepRow step = step(runId, stepId);
        if (happened) {
            happened(step, outputs, reason, actor);
        } else {
            didNotHappen(step, reason, actor);
        }
        return views.one(stepId).orElseThrow();
    }

    private void happened(StepRow step, Map<String, Object> outputs, String reason, String actor) {
        if (!store.outcomeUnknown(step.id())) {
            throw outcomeKnown(step.id());
        }
        OperationDescriptor operation = catalogue.operation(step.operation()).orElseThrow(() -> noOperation(step));
        Map<String, Object> output = tools.json(operation, tools.binder().bindOutput(operation, outputs));
        try {
            commits.onRequest("Resolving by a person", () -> {
                tree.lock(step.rootId());
                if (!store.happened(step.id(), Json.write(output), operation.undoable())) {
                    throw outcomeKnown(step.id());
                }
                runs.act(
                        step.runId(),
                        step.rootId(),
                        step.id(),
                        "Resolved " + step.elementName() + ": it happened",
                        reason,
                        actor);
                String waitsAt = step.activityInstance();
                if (waitsAt != null) {
                    tokens.complete(step.runId(), waitsAt, step.resultVariable(), output);
                }
                signals.changed(step.rootId());
                return true;
            });
        } catch (Tokens.CannotMoveOn e) {
            throw new Rejected(
                    Rejected.Kind.INVALID,
                    "CANNOT_MOVE_ON",
                    e.getMessage() + " Give the outputs that what follows needs.");
        }
    }

    private void didNotHappen(StepRow step, String reason, String actor) {
        commits.onRequest("Resolving by a person", () -> {
            tree.lock(step.rootId());
            if (!store.didNotHappen(step.id(), executor.holder())) {
                throw outcomeKnown(step.id());
            }
            runs.act(
                    step.runId(),
                    step.rootId(),
                    step.id(),
                    "Resolved " + step.elementName() + ": it did not happen",
                    reason,
                    actor);
            executor.retryAfterCommit(store.find(step.id()).orElseThrow());
            signals.changed(step.rootId());
            return true;
        });
    }

    private static Rejected noOperation(StepRow step) {
        return new Rejected(
                Rejected.Kind.CONFLICT,
                "OPERATION_UNKNOWN",
                "No connector on this node has the operation " + step.operation() + ". Add its jar to plugins/.");
    }

    private Rejected outcomeKnown(String stepId) {
        String state = store.state(stepId).map(Enum::name).orElse("gone");
        return new Rejected(
                Rejected.Kind.CONFLICT,
                "STEP_STATE",
                "The step is " + state
                        + "; only one that needs attention because its outcome is unknown (OUTCOME_UNKNOWN) can be resolved."
                        + " Another one can be retried or skipped.");
    }

    private StepRow step(String runId, String stepId) {
        RunTree.Branch branch = tree.branch(runId);
        return store.find(stepId)
                .filter(step -> branch.runIds().contains(step.runId()))
                .orElseThrow(() -> new Rejected(
                        Rejected.Kind.NOT_FOUND, "STEP_NOT_FOUND", "Run " + runId + " has no step " + stepId + "."));
    }

    private Rejected wrongState(String stepId, String act) {
        String state = store.state(stepId).map(Enum::name).orElse("gone");
        return new Rejected(
                Rejected.Kind.CONFLICT,
                "STEP_STATE",
                "The step is " + state + "; only one that needs attention (ATTENTION) can be " + act + ".");
    }
}
