package io.signalbox.engine;

import static io.signalbox.engine.Bpmn.chain;
import static io.signalbox.engine.Bpmn.end;
import static io.signalbox.engine.Bpmn.start;
import static io.signalbox.engine.Bpmn.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.engine.log.RunLog;
import io.signalbox.engine.run.Run;
import io.signalbox.engine.run.RunState;
import io.signalbox.engine.run.StartRun;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Diagrams of tests keep their runs for one day. */
class CleanUpTest {

    private EngineHarness engine;

    @BeforeEach
    void startEngine() {
        engine = new EngineHarness(Map.of("signalbox.clean-up.enabled", "false"));
        engine.deploy(
                "inner",
                start() + step("i", "probe.echo", "text=inside") + end("end", "In") + chain("start", "i", "end"));
        engine.deploy(
                "outer",
                start()
                        + step("make", "probe.make", "name=one")
                        + "<bpmn:callActivity id=\"call\" calledElement=\"inner\" />"
                        + end("end", "Out")
                        + chain("start", "make", "call", "end"));
    }

    @AfterEach
    void stopEngine() {
        engine.close();
    }

    @Test
    void oldRunsGoWithAllThatBelongsToThem() throws Exception {
        Run old = run("first");
        Run young = run("second");
        age(old.rootId());
        assertThat(cleanUp()).isEqualTo(1);
        assertThat(remains(old)).isEmpty();
        assertThat(remains(young)).containsKeys("sb_run", "sb_step", "sb_log", "sb_note");
        assertThat(count("sb_idempotency")).isEqualTo(1);
        assertThat(visits(old)).as("what Camunda knows of the old one").isZero();
        assertThat(visits(young)).isPositive();
    }

    private long visits(Run run) {
        return engine.db()
                .sql("select count(*) from act_hi_actinst where proc_inst_id_ = ?")
                .param(run.id())
                .query((rs, _) -> rs.getLong(1))
                .single();
    }

    @Test
    void runsThatHaveNotEndedStayHoweverOld() throws Exception {
        engine.deploy(
                "open",
                start() + step("h", "probe.hold", "name=held") + end("end", "Held") + chain("start", "h", "end"));
        Run open = engine.start("open", Map.of());
        engine.db()
                .sql("update sb_run set started_at = timestamp with time zone '2001-01-01 00:00:00+00'")
                .update();
        assertThat(cleanUp()).isZero();
        engine.runs().cancel(open.id(), "enough", "tester");
    }

    @Test
    void runStaysAsLongAsItsRollbackIsYoung() throws Exception {
        Run run = run("only");
        Run rollback = engine.finished(engine.runs().rollback(run.id(), "not wanted", "tester"));
        assertThat(rollback.state()).isEqualTo(RunState.SUCCEEDED);
        engine.db()
                .sql("update sb_run set ended_at = ended_at - interval '2' day where id = :id")
                .param("id", run.id())
                .update();
        assertThat(cleanUp()).isZero();
        age(run.rootId());
        assertThat(cleanUp()).isEqualTo(1);
        assertThat(count("sb_run")).isZero();
    }

    @Test
    void oneNodeCleansUpAtATime() throws Exception {
        age(run("only").rootId());
        engine.db()
                .sql("update sb_clean_up set node = 'other', held_until = current_timestamp + interval '60' second")
                .update();
        assertThat(cleanUp()).isZero();
        engine.db()
                .sql("update sb_clean_up set held_until = current_timestamp - interval '1' second")
                .update();
        assertThat(cleanUp()).isEqualTo(1);
    }

    /** With a note, a line in the log and an idempotency key. */
    private Run run(String key) throws InterruptedException {
        StartRun request = new StartRun("outer", null, Map.of(), "because", null, key, "tester");
        Run run = engine.finished(engine.runs().get(engine.runs().start(request).id()));
        Awaitility.await()
                .until(() ->
                        !engine.log().read(run.id(), 0, 10, RunLog.Filter.ALL).isEmpty());
        return run;
    }

    private void age(String rootId) {
        engine.db()
                .sql("update sb_run set ended_at = ended_at - interval '2' day where root_id = :id")
                .param("id", rootId)
                .update();
    }

    private int cleanUp() {
        return engine.cleanUp().timesToLive().entrySet().stream()
                .mapToInt(kept -> engine.cleanUp().batch(kept.getKey(), kept.getValue(), 10))
                .sum();
    }

    /** Tables with rows of a run, and how many. */
    private Map<String, Integer> remains(Run run) {
        Map<String, Integer> remains = new HashMap<>();
        for (String table : tablesOfRuns()) {
            int rows = engine.db()
                    .sql("select count(*) from " + table + " where root_id = :id")
                    .param("id", run.rootId())
                    .query(Integer.class)
                    .single();
            if (rows > 0) {
                remains.put(table, rows);
            }
        }
        return remains;
    }

    /** Also those that are only made later. */
    private List<String> tablesOfRuns() {
        return engine.db()
                .sql(
                        "select lower(table_name) from information_schema.columns where lower(column_name) = 'root_id' and lower(table_name) like 'sb!_%' escape '!'")
                .query(String.class)
                .list();
    }

    private int count(String table) {
        return engine.db()
                .sql("select count(*) from " + table)
                .query(Integer.class)
                .single();
    }
}
