package io.signalbox.engine.run;

import io.signalbox.engine.Storable;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Clock;

/** Why runs cannot go on by themselves, other than by a step. They need attention as long as there is a reason. */
public final class StuckRuns {

    /** A timer, or what came after it, failed again and again. */
    public static final String TIMER_FAILED = "TIMER_FAILED";
    /** The run goes on, but nothing in it waits for anything. */
    public static final String NOTHING_WAITS = "NOTHING_WAITS";

    private static final int LONGEST = 2000;

    private final JdbcClient db;
    private final Clock clock;

    public StuckRuns(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * Notes a reason, once.
     *
     * @param elementId where the run is stuck; empty if that cannot be said
     * @return whether it is new
     */
    public boolean stuck(String runId, String code, String elementId, String message) {
        String text = Storable.text(message);
        return db.sql("""
                        insert into sb_stuck (run_id, root_id, code, element_id, message, since)
                        select r.id, r.root_id, :code, :element, :message, :at from sb_run r where r.id = :run
                          and not exists (select 1 from sb_stuck s where s.run_id = r.id and s.code = :code and s.element_id = :element)
                        """)
                        .param("run", runId)
                        .param("code", code)
                        .param("element", elementId)
                        .param("message", text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text)
                        .param("at", RunStore.utc(clock.instant()))
                        .update()
                > 0;
    }

    /** The reason is gone. */
    public void goesOn(String runId, String code, String elementId) {
        db.sql("delete from sb_stuck where run_id = :run and code = :code and element_id = :element")
                .param("run", runId)
                .param("code", code)
                .param("element", elementId)
                .update();
    }

    /** Forgets what is said of runs that have ended. */
    void forgetEnded() {
        db.sql(
                        "delete from sb_stuck where exists (select 1 from sb_run r where r.id = sb_stuck.run_id and r.state <> 'OPEN')")
                .update();
    }
}
