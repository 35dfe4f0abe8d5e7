package io.signalbox.engine.step;

import static java.util.Objects.requireNonNull;

import io.signalbox.engine.Json;
import io.signalbox.engine.commit.LateWrites;
import io.signalbox.engine.commit.LateWrites.Statement;
import io.signalbox.sdk.Effect;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of steps and attempts. Every change by an executor is fenced by the lease: it returns false if the lease has gone elsewhere. */
final class StepStore {

    private static final String OPEN = "('WORKING','RETRYING','ATTENTION')";
    /** The embedded database keeps the plan it made while the table was empty; coalesce keeps it from the index of nodes. */
    private static final String FENCE =
            " where id = :id and coalesce(node, '') = :node and lease_version = :lease and state in ('WORKING','RETRYING')";

    private static final String UNKNOWN = " and state = 'ATTENTION' and error_code = '" + UnknownOutcome.CODE + "'";

    private final JdbcClient db;
    private final LateWrites writes;
    private final Clock clock;

    StepStore(JdbcClient db, LateWrites writes, Clock clock) {
        this.db = db;
        this.writes = writes;
        this.clock = clock;
    }

    private static final Statement INSERT = new Statement(1, """
            insert into sb_step (id, run_id, root_id, runbook, activity_instance, element_id, element_name, operation, effect, policy,
              result_variable, host, state, node, lease_version, settled, begun, attempts, forgiven, input, error_message, undo,
              undo_of, undo_in, created_at, changed_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'WORKING', ?, 0, false, false, 0, 0, ?, ?, 'NONE', ?, ?, ?, ?)
            """, false);

    /** @param node that works on it; null leaves it to whoever looks first */
    void insert(StepRow step, Effect effect, @Nullable String node, @Nullable String undoOf, @Nullable String undoIn) {
        OffsetDateTime at = utc(step.createdAt());
        writes.add(
                INSERT,
                step.id(),
                step.runId(),
                step.rootId(),
                step.runbook(),
                step.activityInstance(),
                step.elementId(),
                step.elementName(),
                step.operation(),
                effect.name(),
                Json.write(StepRow.StoredPolicy.of(step.policy())),
                step.resultVariable(),
                step.host(),
                node,
                Json.write(step.input()),
                step.inputProblem(),
                undoOf,
                undoIn,
                at,
                at);
    }

    /** Marks that apply is about to be called. */
    boolean begin(StepRow step, String node) {
        return fenced(step, node, "update sb_step set begun = true, changed_at = :at" + FENCE)
                        .update()
                == 1;
    }

    private static final Statement COMPLETE = new Statement(3, """
            update sb_step set state = 'COMPLETED', settled = true, begun = true, attempts = attempts + 1, worked_from = ?, output = ?,
              undo = ?, progress = null, share = null, retry_at = null, changed_at = ?, ended_at = ?
            where id = ? and coalesce(node, '') = ? and lease_version = ? and state in ('WORKING','RETRYING')
            """, true);

    /** Fenced as all else, but by the commit: it fails with {@code LateWrites.Missed} if the lease has gone elsewhere. */
    void complete(StepRow step, String node, Try attempt, Map<String, Object> output, boolean undoable) {
        OffsetDateTime at = now();
        writes.add(
                COMPLETE,
                utc(attempt.started()),
                Json.write(output),
                (undoable ? StepView.Undo.POSSIBLE : StepView.Undo.NONE).name(),
                at,
                at,
                step.id(),
                node,
                step.leaseVersion());
        notes(step, attempt);
    }

    boolean retrying(StepRow step, String node, Failure failure, Instant retryAt) {
        return fenced(
                                step,
                                node,
                                "update sb_step set state = 'RETRYING', attempts = attempts + 1, retry_at = :retry, error_code = :code,"
                                        + " error_message = :message, changed_at = :at" + begun(failure) + FENCE)
                        .param("retry", utc(retryAt))
                        .param("code", failure.code())
                        .param("message", failure.message())
                        .update()
                == 1;
    }

    boolean working(StepRow step, String node) {
        return fenced(step, node, "update sb_step set state = 'WORKING', retry_at = null, changed_at = :at" + FENCE)
                        .update()
                == 1;
    }

    /** The end of trying: state FAILED or ATTENTION. An output says that the effect is there. */
    boolean gaveUp(StepRow step, String node, StepState state, Failure failure, @Nullable Map<String, Object> output) {
        boolean ended = state == StepState.FAILED;
        return fenced(
                                step,
                                node,
                                "update sb_step set state = :state, settled = true, attempts = attempts + :one, error_code = :code, error_message = :message,"
                                        + " output = :output, retry_at = null, changed_at = :at" + begun(failure)
                                        + (ended ? ", ended_at = :at" : "") + FENCE)
                        .param("state", state.name())
                        .param("one", step.inputProblem() == null ? 1 : 0)
                        .param("code", failure.code())
                        .param("message", failure.message())
                        .param("output", output == null ? null : Json.write(output))
                        .update()
                == 1;
    }

    /** The mark of a begun change outlives its attempt only where nobody knows how that ended. */
    private static String begun(Failure failure) {
        return failure.left() == Failure.Left.KNOWN ? ", begun = false" : "";
    }

    /** Nothing catches its failure: somebody has to act. */
    void attention(String id, Failure failure) {
        db.sql("update sb_step set state = 'ATTENTION', ended_at = null, error_code = :code, error_message = :message"
                        + " where id = :id and state = 'FAILED'")
                .param("id", id)
                .param("code", failure.code())
                .param("message", failure.message())
                .update();
    }

    boolean checkpoint(StepRow step, String node, String json) {
        return fenced(step, node, "update sb_step set checkpoint = :checkpoint, changed_at = :at" + FENCE)
                        .param("checkpoint", json)
                        .update()
                == 1;
    }

    Optional<String> checkpoint(String stepId) {
        return db.sql("select checkpoint from sb_step where id = :id and checkpoint is not null")
                .param("id", stepId)
                .query(String.class)
                .optional();
    }

    void progress(String stepId, String what, @Nullable Double share) {
        db.sql(
                        "update sb_step set progress = :what, share = :share, changed_at = :at where id = :id and state = 'WORKING'")
                .param("what", what)
                .param("share", share)
                .param("at", now())
                .param("id", stepId)
                .update();
    }

    /** Cancels what waits at an activity instance, if it is open. Not fenced: the diagram decides. */
    Optional<String> cancelAt(String runId, String activityInstance) {
        writes.flush();
        Optional<String> id = db.sql(
                        "select id from sb_step where run_id = :run and activity_instance = :instance and state in "
                                + OPEN)
                .param("run", runId)
                .param("instance", activityInstance)
                .query(String.class)
                .optional();
        id.ifPresent(this::cancel);
        return id;
    }

    private void cancel(String id) {
        db.sql(
                        "insert into sb_stopping (step_id, node) select id, node from sb_step where id = :id and state in ('WORKING','RETRYING')"
                                + " and not exists (select 1 from sb_stopping x where x.step_id = sb_step.id)")
                .param("id", id)
                .update();
        db.sql(
                        "update sb_step set settled = (state = 'ATTENTION'), state = 'CANCELLED', changed_at = :at, ended_at = :at where id = :id and state in "
                                + OPEN)
                .param("id", id)
                .param("at", now())
                .update();
    }

    /** Its thread has ended; what it left can be judged now. */
    void settled(String id) {
        db.sql("delete from sb_stopping where step_id = :id").param("id", id).update();
        db.sql(
                        "update sb_step set settled = true, attempts = (select count(*) from sb_attempt a where a.step_id = :id), changed_at = :at where id = :id")
                .param("id", id)
                .param("at", now())
                .update();
    }

    /** Lets go of the lease, so that whoever comes next takes it at once. */
    void release(StepRow step, String node) {
        fenced(
                        step,
                        node,
                        "update sb_step set node = null, lease_version = lease_version + 1, changed_at = :at" + FENCE)
                .update();
    }

    /** Stores an attempt that has ended, and the notes it wrote. */
    void attempt(
            StepRow step,
            Try attempt,
            String node,
            String outcome,
            @Nullable Failure failure,
            @Nullable Instant retryAt) {
        if (attempt.number() == 0) {
            return;
        }
        db.sql("""
                        insert into sb_attempt (step_id, number, started_at, ended_at, node, outcome, error_code, error_message, retry_at)
                        values (:id, :number, :started, :ended, :node, :outcome, :code, :message, :retry)
                        """)
                .param("id", step.id())
                .param("number", attempt.number())
                .param("started", utc(attempt.started()))
                .param("ended", now())
                .param("node", node)
                .param("outcome", outcome)
                .param("code", failure == null ? null : failure.code())
                .param("message", failure == null ? null : failure.message())
                .param("retry", retryAt == null ? null : utc(retryAt))
                .update();
        notes(step, attempt);
    }

    private static final Statement NOTE = new Statement(
            2,
            "insert into sb_note (run_id, root_id, step_id, time, kind, title, text) values (?, ?, ?, ?, 'NOTE', ?, ?)",
            false);

    private void notes(StepRow step, Try attempt) {
        for (Try.Note note : attempt.notes()) {
            writes.add(NOTE, step.runId(), step.rootId(), step.id(), utc(note.time()), step.elementName(), note.text());
        }
    }

    /** An act of a person: takes a step that needs attention onto this node, with its failed attempts forgiven. */
    boolean retake(String id, @Nullable String node, @Nullable String input) {
        return db.sql(
                                "update sb_step set state = 'WORKING', settled = false, node = :node, lease_version = lease_version + 1,"
                                        + " forgiven = attempts, changed_at = :at"
                                        + (input == null ? "" : ", input = :input, error_message = null, output = null")
                                        + " where id = :id and state = 'ATTENTION'")
                        .param("node", node)
                        .param("at", now())
                        .param("id", id)
                        .param("input", input)
                        .update()
                == 1;
    }

    boolean outcomeUnknown(String id) {
        return db.sql("select count(*) from sb_step where id = :id" + UNKNOWN)
                        .param("id", id)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** An act of a person: the effect of a step of unknown outcome is there. */
    boolean happened(String id, String output, boolean undoable) {
        return db.sql(
                                "update sb_step set state = 'COMPLETED', settled = true, begun = true, output = :output, undo = :undo, error_code = null,"
                                        + " error_message = null, progress = null, share = null, changed_at = :at, ended_at = :at where id = :id"
                                        + UNKNOWN)
                        .param("output", output)
                        .param("undo", undoable ? "POSSIBLE" : "NONE")
                        .param("at", now())
                        .param("id", id)
                        .update()
                == 1;
    }

    /** An act of a person: the effect of a step of unknown outcome is not there, so that it may be done again. */
    boolean didNotHappen(String id, @Nullable String node) {
        return db.sql(
                                "update sb_step set state = 'WORKING', settled = false, begun = false, node = :node, lease_version = lease_version + 1,"
                                        + " forgiven = attempts, changed_at = :at where id = :id" + UNKNOWN)
                        .param("node", node)
                        .param("at", now())
                        .param("id", id)
                        .update()
                == 1;
    }

    boolean skip(String id, String output) {
        return db.sql(
                                "update sb_step set state = 'SKIPPED', output = :output, changed_at = :at, ended_at = :at where id = :id and state = 'ATTENTION'")
                        .param("output", output)
                        .param("at", now())
                        .param("id", id)
                        .update()
                == 1;
    }

    void undone(String id, StepView.Undo undo) {
        db.sql("update sb_step set undo = :undo, changed_at = :at where id = :id")
                .param("undo", undo.name())
                .param("at", now())
                .param("id", id)
                .update();
    }

    /** The undo of a step that was at work when its node went away; the step it belongs to begins a new one. */
    void abandon(String id) {
        db.sql(
                        "update sb_step set state = 'CANCELLED', settled = true, error_message = 'Its node went away.', changed_at = :at, ended_at = :at where id = :id")
                .param("id", id)
                .param("at", now())
                .update();
    }

    /** A step whose change may have to be taken back. */
    record Change(StepRow step, StepState state, StepView.Undo undo) {}

    /** CHANGE steps of these runs that have ended and were not taken back, the latest first; without those that took back others. */
    List<Change> changes(String in, Collection<String> runIds, @Nullable String host) {
        return db.sql(
                        "select * from sb_step where run_id in (:runs) and effect = 'CHANGE' and undo_of is null and id <> :in"
                                + " and not exists (select 1 from sb_step u where u.undo_in = sb_step.id) and state in ('COMPLETED','FAILED','CANCELLED','ATTENTION') and undo <> 'DONE'"
                                + (host == null ? "" : " and host = :host") + " order by seq desc")
                .param("in", in)
                .param("runs", runIds)
                .param("host", host)
                .query((rs, n) -> new Change(
                        row(rs, n),
                        StepState.valueOf(rs.getString("state")),
                        StepView.Undo.valueOf(rs.getString("undo"))))
                .list();
    }

    boolean anyUnsettled(Collection<String> runIds, @Nullable String host) {
        return db.sql("select count(*) from sb_step where run_id in (:runs) and settled = false and state = 'CANCELLED'"
                                + (host == null ? "" : " and host = :host"))
                        .param("runs", runIds)
                        .param("host", host)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    Optional<StepRow> find(String id) {
        return db.sql("select * from sb_step where id = :id")
                .param("id", id)
                .query(StepStore::row)
                .optional();
    }

    /** Whether an attempt has been stored already: in an earlier commit whose answer was lost. */
    boolean attempted(StepRow step, Try attempt) {
        return db.sql("select count(*) from sb_attempt where step_id = :id and number = :number")
                        .param("id", step.id())
                        .param("number", attempt.number())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** The step, if it stands as this holder of the lease has left it in an earlier commit whose answer was lost. */
    Optional<StepRow> ours(StepRow step, String node, int attempts, StepState state) {
        return db.sql(
                        "select * from sb_step where id = :id and node = :node and lease_version = :lease and attempts = :attempts and state = :state")
                .param("id", step.id())
                .param("node", node)
                .param("lease", step.leaseVersion())
                .param("attempts", attempts)
                .param("state", state.name())
                .query(StepStore::row)
                .optional();
    }

    /** Whether the step was ended by this holder of the lease: in an earlier commit whose answer was lost. */
    boolean endedHere(StepRow step, String node) {
        return db.sql(
                                "select count(*) from sb_step where id = :id and node = :node and lease_version = :lease and state in ('COMPLETED','FAILED','ATTENTION')")
                        .param("id", step.id())
                        .param("node", node)
                        .param("lease", step.leaseVersion())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** How many steps are stored under a root. */
    int count(String rootId) {
        return db.sql("select count(*) from sb_step where root_id = :root")
                .param("root", rootId)
                .query(Integer.class)
                .single();
    }

    Optional<StepState> state(String id) {
        return db.sql("select state from sb_step where id = :id")
                .param("id", id)
                .query(String.class)
                .optional()
                .map(StepState::valueOf);
    }

    private JdbcClient.StatementSpec fenced(StepRow step, String node, String sql) {
        return db.sql(sql)
                .param("id", step.id())
                .param("node", node)
                .param("lease", step.leaseVersion())
                .param("at", now());
    }

    private OffsetDateTime now() {
        return utc(clock.instant());
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    static StepRow row(ResultSet rs, int number) throws SQLException {
        String output = rs.getString("output");
        boolean unevaluated = rs.getInt("attempts") == 0 && rs.getString("error_message") != null;
        return new StepRow(
                rs.getString("id"),
                rs.getString("run_id"),
                rs.getString("root_id"),
                rs.getString("runbook"),
                rs.getString("activity_instance"),
                rs.getString("element_id"),
                rs.getString("element_name"),
                rs.getString("operation"),
                requireNonNull(rs.getString("result_variable")),
                rs.getString("host"),
                Json.read(rs.getString("policy"), StepRow.StoredPolicy.class).policy(),
                rs.getInt("lease_version"),
                rs.getBoolean("begun"),
                rs.getInt("attempts"),
                rs.getInt("forgiven"),
                Json.object(rs.getString("input")),
                unevaluated ? rs.getString("error_message") : null,
                output == null ? null : Json.object(output),
                rs.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
