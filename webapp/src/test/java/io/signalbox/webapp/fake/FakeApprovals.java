package io.signalbox.webapp.fake;

import io.signalbox.engine.Page;
import io.signalbox.engine.Rejected;
import io.signalbox.engine.approval.Approval;
import io.signalbox.engine.approval.Approvals;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** Asks Vera ({@code a1}) and every operator ({@code a2}). */
public final class FakeApprovals implements Approvals {

    public volatile Decision decision;

    @Override
    public Page<Approval> open(@Nullable String cursor, int limit) {
        return new Page<>(all().stream().limit(limit).toList(), limit < 2 ? "more" : null);
    }

    private static List<Approval> all() {
        return List.of(approval("a1", List.of("vera")), approval("a2", List.of()));
    }

    @Override
    public Approval get(String id) {
        return all().stream()
                .filter(a -> a.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Rejected(
                        Rejected.Kind.NOT_FOUND, "APPROVAL_NOT_FOUND", "There is no approval " + id + "."));
    }

    @Override
    public void decide(String id, Decision decision) {
        this.decision = decision;
    }

    private static Approval approval(String id, List<String> users) {
        return new Approval(
                id, "r1", "approve", "Approve it", null, FakeRuns.time(), null, users, List.of(), List.of());
    }
}
