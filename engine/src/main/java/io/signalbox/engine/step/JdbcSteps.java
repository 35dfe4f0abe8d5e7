package io.signalbox.engine.step;

import io.signalbox.engine.Json;
import io.signalbox.engine.Rejected;
import io.signalbox.engine.commit.Commits;
import io.signalbox.engine.event.RunSignals;
import io.signalbox.engine.lease.NodeLease;
import io.signalbox.engine.run.RunStore;
import io.signalbox.engine.run.RunTree;
import io.signalbox.sdk.describe.Catalogue;
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
    private final NodeLease lease;
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
        this.lease = parts.lease();
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
            NodeLease lease,
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
        commits.commit("Retry by a person", () -> {
            if (!store.retake(stepId, lease.id(), input == null ? null : Json.write(input))) {
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
            commits.commit("Skip by a person", () -> {
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
