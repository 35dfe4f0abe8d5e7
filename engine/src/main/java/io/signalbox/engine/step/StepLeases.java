package io.signalbox.engine.step;

import io.signalbox.engine.commit.Commits;
import io.signalbox.engine.lease.NodeLease;

import java.util.Optional;

/** What a step at work must know of the lease it works under. */
final class StepLeases {

    private final NodeLease lease;
    private final LeasedSteps steps;
    private final Commits commits;

    StepLeases(NodeLease lease, LeasedSteps steps, Commits commits) {
        this.lease = lease;
        this.steps = steps;
        this.commits = commits;
    }

    /** The lease may run out, or has run out since: nothing may be begun that another node must not repeat. */
    static final class Doubtful extends RuntimeException {
        Doubtful() {
            super("The lease of this node may have run out", null, false, false);
        }
    }

    /** How often the lease has had a gap, to be compared with later. */
    int gaps() {
        return lease.gaps();
    }

    /** @param gaps how many were known when it was certain that the step is this node's */
    boolean mayBegin(int gaps) {
        return lease.mayBegin() && lease.gaps() == gaps;
    }

    /** Called right before something is begun. */
    void check(int gaps) {
        if (!mayBegin(gaps)) {
            throw new Doubtful();
        }
    }

    /** The step after an attempt that was given up in doubt; nothing if it has been taken away meanwhile. */
    Optional<StepRow> resume(StepRow step, Try attempt) {
        return commits.commit("Going on with step " + step.id(), () -> steps.resume(step, attempt, lease.id()));
    }
}
