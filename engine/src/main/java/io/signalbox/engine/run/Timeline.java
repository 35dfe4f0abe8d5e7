package io.signalbox.engine.run;

import io.signalbox.engine.run.TimelineEntry.Kind;
import io.signalbox.engine.step.StepState;
import io.signalbox.engine.step.StepView;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Tells what happened in a run from what is stored of it: there is no second book to be kept. */
final class Timeline {

    private final JdbcClient db;

    Timeline(JdbcClient db) {
        this.db = db;
    }

    /** What is known of the runs of a branch, oldest first. */
    List<TimelineEntry> of(RunTree.Branch branch, List<StepView> steps) {
        List<TimelineEntry> entries = new ArrayList<>();
        runs(branch, entries);
        steps.forEach(step -> step(step, entries));
        notes(branch, entries);
        entries.sort(Comparator.comparing(TimelineEntry::time).thenComparingInt(e -> order(e.kind())));
        return entries;
    }

    /** Of things at the same instant, ends come after beginnings and a run's beginning before all. */
    private static int order(Kind kind) {
        return switch (kind) {
            case RUN_STARTED -> 0;
            case ACT -> 1;
            case NOTE, ATTEMPT_FAILED -> 3;
            case STEP_COMPLETED,
                    STEP_FAILED,
                    STEP_CANCELLED,
                    STEP_SKIPPED,
                    STEP_NEEDS_ATTENTION,
                    UNDO_COMPLETED,
                    UNDO_FAILED -> 4;
            case STEP_STARTED, UNDO_STARTED -> 5;
            case RUN_ENDED -> 6;
        };
    }

    private void runs(RunTree.Branch branch, List<TimelineEntry> entries) {
        db.sql("select * from sb_run where id in (:runs)")
                .param("runs", branch.runIds())
                .query(rs -> {
                    String id = rs.getString("id");
                    String title = rs.getString("runbook") + " v" + rs.getInt("version");
                    entries.add(new TimelineEntry(
                            "run-" + id + "-started",
                            rs.getObject("started_at", OffsetDateTime.class).toInstant(),
                            id,
                            Kind.RUN_STARTED,
                            null,
                            null,
                            title,
                            rs.getString("reason"),
                            null,
                            rs.getString("started_by")));
                    OffsetDateTime ended = rs.getObject("ended_at", OffsetDateTime.class);
                    if (ended != null) {
                        entries.add(new TimelineEntry(
                                "run-" + id + "-ended",
                                ended.toInstant(),
                                id,
                                Kind.RUN_ENDED,
                                null,
                                null,
                                title,
                                rs.getString("state")
                                        + Optional.ofNullable(rs.getString("outcome"))
                                                .map(o -> ": " + o)
                                                .orElse(""),
                                null,
                                null));
                    }
                });
    }

    private static void step(StepView step, List<TimelineEntry> entries) {
        boolean undo = step.undoOf() != null;
        entries.add(entry(step, "started", step.createdAt(), undo ? Kind.UNDO_STARTED : Kind.STEP_STARTED, null));
        for (StepView.Attempt attempt : step.attempts()) {
            Instant ended = attempt.endedAt();
            if ("FAILED".equals(attempt.outcome()) && ended != null && attempt.retryAt() != null) {
                entries.add(entry(
                        step,
                        "attempt-" + attempt.number(),
                        ended,
                        Kind.ATTEMPT_FAILED,
                        "Attempt " + attempt.number() + ": " + attempt.errorCode() + ": " + attempt.errorMessage()));
            }
        }
        end(step, undo).ifPresent(entries::add);
    }

    private static Optional<TimelineEntry> end(StepView step, boolean undo) {
        String failure = step.errorCode() == null ? null : step.errorCode() + ": " + step.errorMessage();
        Instant ended = step.endedAt();
        if (step.state() == StepState.ATTENTION) {
            Instant last = step.attempts().isEmpty()
                    ? step.createdAt()
                    : Optional.ofNullable(step.attempts().getLast().endedAt()).orElse(step.createdAt());
            return Optional.of(
                    entry(step, "attention-" + step.attempts().size(), last, Kind.STEP_NEEDS_ATTENTION, failure));
        }
        if (ended == null) {
            return Optional.empty();
        }
        return Optional.of(
                switch (step.state()) {
                    case COMPLETED ->
                        entry(step, "ended", ended, undo ? Kind.UNDO_COMPLETED : Kind.STEP_COMPLETED, null);
                    case FAILED -> entry(step, "ended", ended, undo ? Kind.UNDO_FAILED : Kind.STEP_FAILED, failure);
                    case SKIPPED -> entry(step, "ended", ended, Kind.STEP_SKIPPED, null);
                    case CANCELLED, WORKING, RETRYING, ATTENTION ->
                        entry(step, "ended", ended, Kind.STEP_CANCELLED, null);
                });
    }

    private static TimelineEntry entry(StepView step, String what, Instant time, Kind kind, @Nullable String text) {
        return new TimelineEntry(
                "step-" + step.id() + "-" + what,
                time,
                step.runId(),
                kind,
                step.id(),
                step.elementId(),
                step.elementName(),
                text,
                step.host(),
                null);
    }

    private void notes(RunTree.Branch branch, List<TimelineEntry> entries) {
        db.sql("select * from sb_note where root_id = :root and run_id in (:runs)")
                .param("root", branch.rootId())
                .param("runs", branch.runIds())
                .query(rs -> {
                    entries.add(new TimelineEntry(
                            "note-" + rs.getLong("id"),
                            rs.getObject("time", OffsetDateTime.class).toInstant(),
                            rs.getString("run_id"),
                            Kind.valueOf(rs.getString("kind")),
                            rs.getString("step_id"),
                            null,
                            rs.getString("title"),
                            rs.getString("text"),
                            null,
                            rs.getString("actor")));
                });
    }
}
