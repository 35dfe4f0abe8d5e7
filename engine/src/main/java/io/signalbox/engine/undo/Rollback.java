package io.signalbox.engine.undo;

import io.signalbox.engine.Rejected;
import io.signalbox.engine.run.Run;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The runbook that takes back what another run changed, and whether it may be started. */
public final class Rollback {

    /** Key of the runbook; its diagram is beside this class. */
    public static final String RUNBOOK = "signalbox-rollback";

    /** Its input: the run whose changes are taken back. */
    public static final String INPUT = "runId";

    private final JdbcClient db;

    public Rollback(JdbcClient db) {
        this.db = db;
    }

    /** @throws Rejected {@code NOTHING_TO_ROLL_BACK}, {@code ROLLBACK_RUNNING} */
    public void check(Run run) {
        if (run.runbook().equals(RUNBOOK)) {
            throw new Rejected(
                    Rejected.Kind.CONFLICT, "NOTHING_TO_ROLL_BACK", "A rollback cannot itself be rolled back.");
        }
        if (count(
                        "select count(*) from sb_run where parent_id = :id and runbook = '" + RUNBOOK
                                + "' and state = 'OPEN'",
                        run)
                > 0) {
            throw new Rejected(
                    Rejected.Kind.CONFLICT, "ROLLBACK_RUNNING", "Run " + run.id() + " is being rolled back already.");
        }
        if (run.state().ended() && count("""
                        select count(*) from sb_step s where s.root_id = :id and s.effect = 'CHANGE' and s.undo_of is null
                          and (s.undo in ('POSSIBLE', 'FAILED') or (s.undo = 'NONE' and s.state in ('FAILED', 'CANCELLED')))
                        """, run) == 0) {
            throw new Rejected(
                    Rejected.Kind.CONFLICT,
                    "NOTHING_TO_ROLL_BACK",
                    "Run " + run.id() + " left no change that could be taken back.");
        }
    }

    private int count(String sql, Run run) {
        return db.sql(sql).param("id", run.id()).query(Integer.class).single();
    }
}
