package io.signalbox.webapp.settings;

import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.List;

/**
 * Has the embedded database write every commit to the disk before it returns, so that a crash loses nothing. Not before the tables are made: a
 * first start would wait for the disk several hundred times.
 */
public final class DurableCommits implements SmartLifecycle {

    private static final List<String> NUMBERED = List.of("sb_step.seq", "sb_note.id", "sb_log.id");

    private final JdbcClient db;
    private final boolean embedded;
    private volatile boolean running;

    /** @param url of the database; one that is not embedded is left as it is */
    public DurableCommits(JdbcClient db, String url) {
        this.db = db;
        this.embedded = url.startsWith("jdbc:h2:");
    }

    @Override
    public void start() {
        if (embedded) {
            db.sql("set write_delay 0").update();
            // Numbers are given out by this process alone, in order; drawn a few at a time, each draw would be a commit
            // of its own.
            for (String column : NUMBERED) {
                db.sql("alter table " + column.replace(".", " alter column ") + " set cache 10000")
                        .update();
            }
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before anything is deployed or worked on. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
