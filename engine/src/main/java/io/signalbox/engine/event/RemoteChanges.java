package io.signalbox.engine.event;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Wakes those on this node who follow a run that other nodes work on. Asks the database with one statement for all runs that are followed here, however
 * many follow them, and with none while nobody does.
 */
public final class RemoteChanges implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteChanges.class);
    private static final Duration EVERY = Duration.ofMillis(250);
    /** Clocks of nodes differ, so that the latest change need not have the greatest time: all times are added up. */
    private static final String CHANGES = """
            select r.id,
              r.state
              || ' ' || (select count(*) || ' ' || coalesce(sum(extract(epoch from s.changed_at)), 0) from sb_step s where s.root_id = r.id)
              || ' ' || coalesce((select max(l.id) from sb_log l where l.root_id = r.id), 0)
              || ' ' || coalesce((select max(n.id) from sb_note n where n.root_id = r.id), 0)
            from sb_run r where r.id in (:runs)
            """;

    private final JdbcClient db;
    private final RunSignals signals;
    private final boolean alone;
    private volatile boolean running;

    /** @param alone whether no other node can have the database open */
    public RemoteChanges(JdbcClient db, RunSignals signals, boolean alone) {
        this.db = db;
        this.signals = signals;
        this.alone = alone;
    }

    @Override
    public void start() {
        running = true;
        if (!alone) {
            Thread.ofVirtual().name("remote-changes").start(this::watch);
        }
    }

    private void watch() {
        Map<String, String> known = new HashMap<>();
        while (running) {
            try {
                TimeUnit.NANOSECONDS.sleep(EVERY.toNanos());
                look(known);
            } catch (InterruptedException e) {
                LOG.debug("Nobody interrupts this thread", e);
            } catch (RuntimeException e) {
                LOG.debug("Cannot see what other nodes do; those who follow runs look by themselves meanwhile", e);
            }
        }
    }

    private void look(Map<String, String> known) {
        Set<String> watched = signals.watched();
        known.keySet().retainAll(watched);
        if (watched.isEmpty()) {
            return;
        }
        db.sql(CHANGES)
                .param("runs", watched)
                .query((rs, _) -> Map.entry(rs.getString(1), rs.getString(2)))
                .list()
                .forEach(now -> {
                    if (!now.getValue().equals(known.put(now.getKey(), now.getValue()))) {
                        signals.changedElsewhere(now.getKey());
                    }
                });
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
