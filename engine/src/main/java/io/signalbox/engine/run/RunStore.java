package io.signalbox.engine.run;

import io.signalbox.engine.Json;
import io.signalbox.engine.commit.LateWrites;
import io.signalbox.engine.commit.LateWrites.Statement;
import io.signalbox.sdk.StepRun.PastRun;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of runs. */
public final class RunStore {

    private static final int HISTORY = 1000;
    private static final int LONGEST_LINE = 500;

    private final JdbcClient db;
    private final LateWrites writes;
    private final Clock clock;

    public RunStore(JdbcClient db, LateWrites writes, Clock clock) {
        this.db = db;
        this.writes = writes;
        this.clock = clock;
    }

    /**
     * A new run.
     *
     * @param called whether another run called it; it has a parent then
     */
    record NewRun(
            String id,
            String rootId,
            @Nullable String parentId,
            boolean called,
            String runbook,
            int version,
            String definitionId,
            Map<String, Object> inputs,
            @Nullable String businessKey,
            String startedBy,
            @Nullable String reason) {}

    private static final Statement INSERT = new Statement(0, """
            insert into sb_run (id, root_id, parent_id, called, runbook, version, definition_id, state, failed, inputs, business_key,
              started_by, reason, started_at, rolled_back)
            values (?, ?, ?, ?, ?, ?, ?, 'OPEN', false, ?, ?, ?, ?, ?, false)
            """, false);

    void insert(NewRun run) {
        writes.add(
                INSERT,
                run.id(),
                run.rootId(),
                run.parentId(),
                run.called(),
                run.runbook(),
                run.version(),
                run.definitionId(),
                Json.write(run.inputs()),
                run.businessKey(),
                run.startedBy(),
                run.reason(),
                now());
    }

    private static final Statement REACHED = new Statement(
            5, "update sb_run set outcome = ?, failed = (failed or ?) where id = ? and failed = false", false);

    /** An end event was reached. A failure stays one, whatever other tokens reach. */
    void reached(String id, String outcome, boolean failed) {
        writes.add(REACHED, outcome, failed, id);
    }

    private static final Statement ENDED = new Statement(6, """
            update sb_run set state = case when failed then 'FAILED' else 'SUCCEEDED' end, outputs = ?, ended_at = ?
            where id = ? and state = 'OPEN'
            """, false);

    void ended(String id, Map<String, Object> outputs) {
        writes.add(ENDED, Json.write(outputs), now(), id);
    }

    private static final Statement CANCELLED = new Statement(
            6,
            "update sb_run set state = 'CANCELLED', outcome = ?, ended_at = ? where id = ? and state = 'OPEN'",
            false);

    void cancelled(String id, String why) {
        writes.add(CANCELLED, why, now(), id);
    }

    private static final Statement ROLLED_BACK = new Statement(
            7,
            "update sb_run set rolled_back = true where id = (select r.parent_id from sb_run r where r.id = ?)",
            false);

    /** A rollback has taken back all changes of its parent. */
    void parentRolledBack(String rollbackId) {
        writes.add(ROLLED_BACK, rollbackId);
    }

    /** A line that somebody's act leaves in the timeline. */
    public void act(
            String runId, String rootId, @Nullable String stepId, String title, @Nullable String reason, String actor) {
        db.sql(
                        "insert into sb_note (run_id, root_id, step_id, time, kind, title, text, actor) values (:run, :root, :step, :at, 'ACT', :title, :text, :actor)")
                .param("run", runId)
                .param("root", rootId)
                .param("step", stepId)
                .param("at", now())
                .param("title", title)
                .param("text", reason)
                .param("actor", actor)
                .update();
    }

    public String startedBy(String id) {
        return db.sql("select started_by from sb_run where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    /** What a step or a call must know of the run it is in. */
    public record Origin(String rootId, String runbook, String startedBy) {}

    Optional<Origin> origin(String id) {
        writes.flush();
        return db.sql("select root_id, runbook, started_by from sb_run where id = :id")
                .param("id", id)
                .query((rs, _) ->
                        new Origin(rs.getString("root_id"), rs.getString("runbook"), rs.getString("started_by")))
                .optional();
    }

    /** What expressions see as {@code run}. */
    public Map<String, Object> facts(String id) {
        writes.flush();
        return db.sql("select root_id, started_by, reason from sb_run where id = :id")
                .param("id", id)
                .query((rs, _) -> {
                    List<FailedStep> failed = failed(rs.getString("root_id"));
                    return Map.<String, Object>of(
                            "id", id,
                            "rootId", rs.getString("root_id"),
                            "startedBy", rs.getString("started_by"),
                            "reason",
                                    Optional.ofNullable(rs.getString("reason")).orElse(""),
                            "failedHosts",
                                    failed.stream()
                                            .map(FailedStep::host)
                                            .distinct()
                                            .sorted()
                                            .toList(),
                            "failures", failed.stream().map(FailedStep::text).toList());
                })
                .single();
    }

    /** A step that failed for good on a host. */
    private record FailedStep(String host, String step, String code, String message) {

        /** For people, in one line. */
        String text() {
            String first = message.lines().findFirst().orElse("");
            String line = first.length() > LONGEST_LINE ? first.substring(0, LONGEST_LINE) + "…" : first;
            return host + ": " + step + ": " + line + " (" + code + ")";
        }
    }

    private List<FailedStep> failed(String rootId) {
        return db.sql(
                        "select host, element_name, error_code, error_message from sb_step where root_id = :root and state = 'FAILED' and host is not null and undo_of is null order by seq")
                .param("root", rootId)
                .query((rs, _) -> new FailedStep(
                        rs.getString("host"),
                        rs.getString("element_name"),
                        rs.getString("error_code"),
                        Optional.ofNullable(rs.getString("error_message")).orElse("")))
                .list();
    }

    /** The latest that succeeded and were not rolled back, looked for among the last thousand of the runbook. */
    public Optional<PastRun> lastSucceeded(String runbook, Map<String, String> inputs, int skip) {
        List<PastRun> candidates = db.sql(
                        "select id, inputs from sb_run where runbook = :runbook and state = 'SUCCEEDED' and rolled_back = false order by started_at desc, id desc limit :limit")
                .param("runbook", runbook)
                .param("limit", HISTORY)
                .query((rs, _) -> new PastRun(rs.getString("id"), Json.object(rs.getString("inputs"))))
                .list();
        return candidates.stream()
                .filter(run -> inputs.entrySet().stream()
                        .allMatch(wanted -> wanted.getValue()
                                .equals(String.valueOf(run.inputs().get(wanted.getKey())))))
                .skip(skip)
                .findFirst();
    }

    private OffsetDateTime now() {
        return utc(clock.instant());
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
