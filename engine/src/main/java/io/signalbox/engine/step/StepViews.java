package io.signalbox.engine.step;

import io.signalbox.engine.Json;
import io.signalbox.engine.run.Visit;
import io.signalbox.sdk.Effect;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads steps as people see them. */
public final class StepViews {

    private static final long BEFORE_ALL = -1;

    private final JdbcClient db;

    public StepViews(JdbcClient db) {
        this.db = db;
    }

    /** Steps of these runs in the order they began. */
    public List<StepView> of(Collection<String> runIds) {
        return read(runIds, BEFORE_ALL, Integer.MAX_VALUE);
    }

    /** At most so many of them, after the step with this id, null for the first; nothing if it is none of theirs. */
    public Optional<List<StepView>> after(Collection<String> runIds, @Nullable String after, int limit) {
        Optional<Long> from = after == null
                ? Optional.of(BEFORE_ALL)
                : db.sql("select seq from sb_step where id = :id and run_id in (:runs)")
                        .param("id", after)
                        .param("runs", runIds)
                        .query(Long.class)
                        .optional();
        return from.map(seq -> read(runIds, seq, limit));
    }

    /** The attempts are read after the steps, so that none is missing which a step already tells of. */
    private List<StepView> read(Collection<String> runIds, long after, int limit) {
        if (runIds.isEmpty()) {
            return List.of();
        }
        String chosen = " from sb_step where run_id in (:runs) and seq > :after order by seq limit :limit";
        Map<String, Object> params = Map.of("runs", runIds, "after", after, "limit", limit);
        List<StepView> steps = db.sql("select *" + chosen)
                .params(params)
                .query(StepViews::view)
                .list();
        Map<String, List<StepView.Attempt>> attempts = new HashMap<>();
        db.sql("select * from sb_attempt where step_id in (select id" + chosen + ") order by step_id, number")
                .params(params)
                .query(rs -> {
                    attempts.computeIfAbsent(rs.getString("step_id"), _ -> new ArrayList<>())
                            .add(attempt(rs));
                });
        return steps.stream()
                .map(step -> step.after(attempts.getOrDefault(step.id(), List.of())))
                .toList();
    }

    /** Where the token was while it waited for the steps of a run, in the order they began. */
    public List<Visit> visits(String runId) {
        return db.sql(
                        "select element_id, created_at, ended_at, state from sb_step where run_id = :run and undo_of is null order by seq")
                .param("run", runId)
                .query((rs, _) -> new Visit(
                        rs.getString("element_id"),
                        instant(rs, "created_at").orElseThrow(),
                        instant(rs, "ended_at").orElse(null),
                        rs.getString("state").equals(StepState.CANCELLED.name())))
                .list();
    }

    public Optional<StepView> one(String stepId) {
        return db.sql("select * from sb_step where id = :id")
                .param("id", stepId)
                .query(StepViews::view)
                .optional()
                .map(step -> step.after(db.sql("select * from sb_attempt where step_id = :id order by number")
                        .param("id", stepId)
                        .query((a, _) -> attempt(a))
                        .list()));
    }

    private static StepView view(ResultSet rs, int row) throws SQLException {
        String output = rs.getString("output");
        double share = rs.getDouble("share");
        boolean noShare = rs.wasNull();
        return new StepView(
                rs.getString("id"),
                rs.getString("run_id"),
                rs.getString("element_id"),
                rs.getString("element_name"),
                rs.getString("operation"),
                Effect.valueOf(rs.getString("effect")),
                StepState.valueOf(rs.getString("state")),
                rs.getString("host"),
                rs.getString("undo_of"),
                Json.object(rs.getString("input")),
                output == null ? null : Json.object(output),
                rs.getString("error_code"),
                rs.getString("error_message"),
                rs.getString("progress"),
                noShare ? null : share,
                StepView.Undo.valueOf(rs.getString("undo")),
                instant(rs, "created_at").orElseThrow(),
                instant(rs, "ended_at").orElse(null),
                completed(rs));
    }

    /** The attempt that completed the step is part of its own row. */
    private static List<StepView.Attempt> completed(ResultSet rs) throws SQLException {
        Optional<Instant> workedFrom = instant(rs, "worked_from");
        if (workedFrom.isEmpty()) {
            return List.of();
        }
        return List.of(new StepView.Attempt(
                rs.getInt("attempts"),
                workedFrom.get(),
                instant(rs, "ended_at").orElse(null),
                rs.getString("node"),
                "COMPLETED",
                null,
                null,
                null));
    }

    private static StepView.Attempt attempt(ResultSet rs) throws SQLException {
        return new StepView.Attempt(
                rs.getInt("number"),
                instant(rs, "started_at").orElseThrow(),
                instant(rs, "ended_at").orElse(null),
                rs.getString("node"),
                rs.getString("outcome"),
                rs.getString("error_code"),
                rs.getString("error_message"),
                instant(rs, "retry_at").orElse(null));
    }

    private static Optional<Instant> instant(ResultSet rs, String column) throws SQLException {
        @Nullable OffsetDateTime time = rs.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }
}
