package io.signalbox.engine.run;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/**
 * Removes runs that ended longer ago than their runbook keeps them, with all that belongs to them. A run goes together with those that it
 * called and that took it back, when the last of them is old enough.
 */
public final class CleanUp {

    /** How long a node keeps its turn when it says nothing, longer than any batch takes. */
    private static final Duration TURN = Duration.ofSeconds(60);

    /** In this order, so that nothing is left that cannot be found any more. */
    private static final List<String> DELETIONS = List.of(
            "delete from sb_attempt where step_id in (select id from sb_step where root_id in (:roots))",
            "delete from sb_step where root_id in (:roots)",
            "delete from sb_log where root_id in (:roots)",
            "delete from sb_stuck where root_id in (:roots)",
            "delete from sb_note where root_id in (:roots)",
            "delete from sb_idempotency where run_id in (select id from sb_run where root_id in (:roots))",
            "delete from sb_run where root_id in (:roots)");

    private final JdbcClient db;
    private final TransactionTemplate transactions;
    private final ProcessHistory history;
    private final Clock clock;
    private final String node;

    public CleanUp(JdbcClient db, TransactionTemplate transactions, ProcessHistory history, Clock clock, String node) {
        this.db = db;
        this.transactions = transactions;
        this.history = history;
        this.clock = clock;
        this.node = node;
    }

    /**
     * How long the finished runs of each definition are kept. To be asked once for many batches.
     *
     * @see #batch
     */
    public Map<String, Duration> timesToLive() {
        return history.timesToLive();
    }

    /**
     * Removes some runs of one definition, in one transaction. Nothing is removed while it is another node's turn.
     *
     * @param most how many, those that belong to them not counted
     * @return how many; fewer than asked for when there are no more for now
     */
    public int batch(String definitionId, Duration timeToLive, int most) {
        OffsetDateTime before = RunStore.utc(clock.instant().minus(timeToLive));
        if (old(definitionId, before, 1).isEmpty()) {
            return 0;
        }
        Integer removed = transactions.execute(_ -> takeTurn() ? remove(locked(definitionId, before, most)) : 0);
        return removed == null ? 0 : removed;
    }

    private List<String> old(String definitionId, OffsetDateTime before, int most) {
        return db.sql("""
                        select r.id from sb_run r where r.definition_id = :definition and r.ended_at < :before and r.id = r.root_id
                          and not exists (select 1 from sb_run o where o.root_id = r.id and (o.state = 'OPEN' or o.ended_at >= :before))
                        order by r.ended_at limit :most
                        """)
                .param("definition", definitionId)
                .param("before", before)
                .param("most", most)
                .query((rs, _) -> rs.getString(1))
                .list();
    }

    /** Of the old ones those that nobody is about to roll back; from here on nobody can. */
    private List<String> locked(String definitionId, OffsetDateTime before, int most) {
        List<String> roots = old(definitionId, before, most);
        if (roots.isEmpty()) {
            return roots;
        }
        List<String> locked = db.sql("select id from sb_run where id in (:roots) for update skip locked")
                .param("roots", roots)
                .query((rs, _) -> rs.getString(1))
                .list();
        // Looked at again: a rollback may have begun after they were found and before they were locked.
        return old(definitionId, before, most).stream().filter(locked::contains).toList();
    }

    /** One node is enough; two would wait for each other. */
    private boolean takeTurn() {
        return db.sql("update sb_clean_up set node = :node, held_until = current_timestamp + interval '"
                                + TURN.toSeconds()
                                + "' second where id = 1 and (node = :node or held_until < current_timestamp)")
                        .param("node", node)
                        .update()
                > 0;
    }

    private int remove(List<String> roots) {
        if (roots.isEmpty()) {
            return 0;
        }
        history.forget(db.sql("select id from sb_run where root_id in (:roots)")
                .param("roots", roots)
                .query((rs, _) -> rs.getString(1))
                .list());
        for (String deletion : DELETIONS) {
            db.sql(deletion).param("roots", roots).update();
        }
        return roots.size();
    }
}
