package io.signalbox.engine.step;

import io.signalbox.engine.commit.Commits;
import io.signalbox.engine.commit.GroupCommit;
import io.signalbox.engine.commit.LateWrites;
import io.signalbox.engine.event.RunSignals;
import io.signalbox.engine.run.RunTree;
import io.signalbox.sdk.describe.OperationDescriptor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Writes down how attempts and steps ended, and moves the token, each in one transaction. */
final class StepEnds implements StepContext.Keeper {

    private static final Logger LOG = LoggerFactory.getLogger(StepEnds.class);

    private final StepStore store;
    private final Tokens tokens;
    private final RunTree tree;
    private final Commits commits;
    private final GroupCommit groups;
    private final RunSignals signals;
    private final String node;

    StepEnds(
            StepStore store,
            Tokens tokens,
            RunTree tree,
            Commits commits,
            GroupCommit groups,
            RunSignals signals,
            String node) {
        this.store = store;
        this.tokens = tokens;
        this.tree = tree;
        this.commits = commits;
        this.groups = groups;
        this.signals = signals;
        this.node = node;
    }

    /** Another node, a person or the diagram has taken the step away; nothing was written. */
    private static final class Refused extends RuntimeException {
        Refused() {
            super("The lease is gone", null, false, false);
        }
    }

    /** The step is done: the token moves on. */
    void completed(StepRow step, Try attempt, Map<String, Object> output, OperationDescriptor operation) {
        try {
            GroupCommit.Of run = new GroupCommit.Of(step.rootId(), step.runId());
            groups.commit("Completion of step " + step.id(), run, () -> {
                store.complete(step, node, attempt, output, operation.undoable());
                String waitsAt = step.activityInstance();
                if (waitsAt != null) {
                    tokens.complete(step.runId(), waitsAt, step.resultVariable(), output);
                }
                signals.changed(step.rootId());
                return true;
            });
        } catch (Tokens.CannotMoveOn e) {
            cannotMoveOn(step, attempt, output, String.valueOf(e.getMessage()));
        } catch (LateWrites.Missed | Tokens.TokenGone e) {
            late(step, attempt, "COMPLETED");
        }
    }

    private void cannotMoveOn(StepRow step, Try attempt, Map<String, Object> output, String why) {
        LOG.warn("Step {} is done but its run cannot move on and needs attention: {}", step.id(), why);
        try {
            commits.commit("End of step " + step.id(), () -> {
                Failure failure = Failure.lasting(
                        "CANNOT_MOVE_ON", why + " The step itself is done; a retry only tries to go on.");
                holds(store.gaveUp(step, node, StepState.ATTENTION, failure, output));
                store.attempt(step, attempt, node, "COMPLETED", null, null);
                signals.changed(step.rootId());
                return true;
            });
        } catch (Refused e) {
            late(step, attempt, "COMPLETED");
        }
    }

    /** The step has failed for good: the diagram's error path if there is one, else somebody's attention. */
    void failed(StepRow step, Try attempt, Failure failure) {
        try {
            StepState state = commits.commit("Failure of step " + step.id(), () -> {
                tree.lock(step.rootId());
                holds(store.gaveUp(step, node, StepState.FAILED, failure, null));
                store.attempt(step, attempt, node, "FAILED", failure, null);
                boolean caught = caught(step, failure);
                if (!caught && step.activityInstance() != null) {
                    store.attention(
                            step.id(), failure.left() == Failure.Left.UNKNOWN ? UnknownOutcome.said(failure) : failure);
                }
                signals.changed(step.rootId());
                return caught ? StepState.FAILED : StepState.ATTENTION;
            });
            if (state == StepState.ATTENTION) {
                LOG.warn(
                        "Step {} ({}) of run {} failed for good and waits for somebody to act: {} {}",
                        step.elementName(),
                        step.operation(),
                        step.rootId(),
                        failure.code(),
                        failure.message());
            }
        } catch (Tokens.CannotMoveOn e) {
            failed(
                    step,
                    attempt,
                    Failure.lasting(UnknownOutcome.CANNOT_HANDLE, failure.message() + " " + e.getMessage()));
        } catch (Refused | Tokens.TokenGone e) {
            late(step, attempt, "FAILED");
        }
    }

    private boolean caught(StepRow step, Failure failure) {
        String waitsAt = step.activityInstance();
        return waitsAt != null
                && UnknownOutcome.mayBeCaught(failure)
                && tokens.raise(step.runId(), waitsAt, failure.code(), failure.message());
    }

    /** Another attempt will follow; returns the step as it is then, or nothing if it has been taken away. */
    Optional<StepRow> retrying(StepRow step, Try attempt, Failure failure, Instant retryAt) {
        try {
            return Optional.of(commits.commit("Retry of step " + step.id(), () -> {
                holds(store.retrying(step, node, failure, retryAt));
                store.attempt(step, attempt, node, "FAILED", failure, retryAt);
                signals.changed(step.rootId());
                return store.find(step.id()).orElseThrow(Refused::new);
            }));
        } catch (Refused e) {
            Optional<StepRow> ours = commits.commit(
                    "Retry of step " + step.id(),
                    () -> store.ours(step, node, step.attempts() + 1, StepState.RETRYING));
            if (ours.isEmpty()) {
                late(step, attempt, "FAILED");
            }
            return ours;
        }
    }

    boolean working(StepRow step) {
        boolean held = commits.commit("Next attempt of step " + step.id(), () -> {
            signals.changed(step.rootId());
            return store.working(step, node);
        });
        if (!held) {
            settled(step);
        }
        return held;
    }

    /** The thread of a cancelled step has ended. */
    void cancelled(StepRow step, Try attempt) {
        late(step, attempt, "CANCELLED");
    }

    /** The step was taken away while it worked: if the diagram or a person cancelled it, say that its thread has ended. */
    private void late(StepRow step, Try attempt, String outcome) {
        commits.commit("End of cancelled step " + step.id(), () -> {
            if (store.state(step.id()).filter(StepState.CANCELLED::equals).isPresent()) {
                if (!store.attempted(step, attempt)) {
                    store.attempt(step, attempt, node, outcome, null, null);
                }
                store.settled(step.id());
            } else if (store.endedHere(step, node)) {
                LOG.info("Step {} had been written down already: the answer of the database was lost", step.id());
            } else {
                LOG.warn(
                        "Step {} ended on this node after another one had taken it over; its result counts for nothing",
                        step.id());
            }
            signals.changed(step.rootId());
            return true;
        });
    }

    void settled(StepRow step) {
        commits.commit("End of cancelled step " + step.id(), () -> {
            store.settled(step.id());
            signals.changed(step.rootId());
            return true;
        });
    }

    /** Lets the step go, to be taken up by whoever comes next. */
    void released(StepRow step) {
        commits.commit("Release of step " + step.id(), () -> {
            store.release(step, node);
            return true;
        });
    }

    /** Marks that the effect may begin. */
    void begin(StepRow step) {
        if (!commits.commit("Begin of step " + step.id(), () -> store.begin(step, node))) {
            throw new Tokens.TokenGone(step.id());
        }
    }

    @Override
    public void checkpoint(StepRow step, String json) {
        if (!commits.commit("Checkpoint of step " + step.id(), () -> store.checkpoint(step, node, json))) {
            throw new Tokens.TokenGone(step.id());
        }
    }

    @Override
    public Optional<String> checkpoint(String stepId) {
        return commits.commit("Checkpoint", () -> store.checkpoint(stepId));
    }

    @Override
    public void progress(StepRow step, String what, @Nullable Double share) {
        commits.commit("Progress", () -> {
            store.progress(step.id(), what, share);
            signals.changed(step.rootId());
            return true;
        });
    }

    private static void holds(boolean leaseHeld) {
        if (!leaseHeld) {
            throw new Refused();
        }
    }
}
