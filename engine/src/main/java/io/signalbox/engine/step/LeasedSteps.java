package io.signalbox.engine.step;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Who has which open steps: taking them over, giving them back, and seeing which of them got lost. All statements go by the index on node and
 * state, and by {@code sb_node}, which has a row for each node that may still hold something.
 */
final class LeasedSteps {

    private static final String OPEN = "state in ('WORKING','RETRYING')";
    private static final String DEAD = "(select id from sb_node where lease_until < current_timestamp and id <> :me)";
    private static final Duration RECENTLY = Duration.ofHours(1);

    private final JdbcClient db;
    private final Clock clock;

    LeasedSteps(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * An open step that this node holds now.
     *
     * @param from the node that went away with it; null if it had been given back
     * @param retryAt when its next attempt is due; null for at once
     * @param crashes how many nodes have gone away while they worked on it
     * @param recentCrashes how many of them lately
     */
    record Taken(
            StepRow step, @Nullable String from, @Nullable Instant retryAt, int crashes, int recentCrashes) {}

    /** Takes steps that nobody holds and, if it may judge others, those of dead nodes. In the transaction of this thread. */
    List<Taken> take(String node, boolean judge, int most) {
        List<Held> found = new ArrayList<>(held("node is null", node, most));
        if (judge && found.size() < most) {
            found.addAll(held("node in " + DEAD, node, most - found.size()));
        }
        if (found.isEmpty()) {
            return List.of();
        }
        List<String> ids = found.stream().map(Held::id).toList();
        List<String> crashed = found.stream()
                .filter(h -> h.from() != null && h.working())
                .map(Held::id)
                .toList();
        if (!crashed.isEmpty()) {
            noteCrashes(node, crashed);
        }
        db.sql("update sb_step set node = :me, lease_version = lease_version + 1, changed_at = :at where id in (:ids)")
                .param("me", node)
                .param("at", now())
                .param("ids", ids)
                .update();
        return found.stream().map(this::taken).toList();
    }

    /** The attempt that a node took with it when it went away; it does not count against the policy. */
    private void noteCrashes(String node, List<String> crashed) {
        db.sql("""
                        insert into sb_attempt (step_id, number, started_at, ended_at, node, outcome, error_code, error_message)
                        select id, attempts + 1, changed_at, :at, node, 'LEASE_LOST', 'NODE_LOST',
                          'Node ' || node || ' went away while it worked on this step; node ' || :me || ' took it over.'
                        from sb_step where id in (:ids)
                        """).param("at", now()).param("me", node).param("ids", crashed).update();
        db.sql("update sb_step set attempts = attempts + 1, forgiven = forgiven + 1 where id in (:ids)")
                .param("ids", crashed)
                .update();
    }

    private record Held(String id, @Nullable String from, boolean working) {}

    private List<Held> held(String by, String node, int most) {
        return db.sql("select id, node, state, undo_of from sb_step where " + by + " and " + OPEN
                        + " order by seq limit :most for update skip locked")
                .param("me", node)
                .param("most", most)
                .query((rs, _) -> new Held(
                        rs.getString("id"),
                        rs.getString("node"),
                        rs.getString("state").equals("WORKING") && rs.getString("undo_of") == null))
                .list();
    }

    private Taken taken(Held held) {
        int[] crashes = db.sql(
                        "select count(*) as n, coalesce(sum(case when ended_at > :lately then 1 else 0 end), 0) as recent from sb_attempt where step_id = :id and outcome = 'LEASE_LOST'")
                .param("id", held.id())
                .param("lately", StepStore.utc(clock.instant().minus(RECENTLY)))
                .query((rs, _) -> new int[] {rs.getInt("n"), rs.getInt("recent")})
                .single();
        return db.sql("select * from sb_step where id = :id")
                .param("id", held.id())
                .query((rs, n) -> new Taken(StepStore.row(rs, n), held.from(), retryAt(rs), crashes[0], crashes[1]))
                .single();
    }

    private static @Nullable Instant retryAt(ResultSet rs) throws SQLException {
        OffsetDateTime at = rs.getObject("retry_at", OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /** How many open steps name this node, those that take others back not counted: they are worked on inside another one. */
    int count(String node) {
        return db.sql("select count(*) from sb_step where node = :me and " + OPEN + " and undo_of is null")
                .param("me", node)
                .query(Integer.class)
                .single();
    }

    /** Which they are. */
    List<String> ids(String node) {
        return db.sql("select id from sb_step where node = :me and " + OPEN + " and undo_of is null")
                .param("me", node)
                .query((rs, _) -> rs.getString(1))
                .list();
    }

    /** Whether an open step is still this node's. */
    boolean holds(StepRow step, String node) {
        return db.sql("select count(*) from sb_step where id = :id and node = :me and lease_version = :lease and "
                                + OPEN)
                        .param("id", step.id())
                        .param("me", node)
                        .param("lease", step.leaseVersion())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /**
     * Makes an open step of this node one that nobody else on this node can have begun, by a new version of the lease; nothing if it is no longer
     * open, or no longer this node's.
     */
    Optional<Taken> reclaim(String id, String node) {
        int mine = db.sql(
                        "update sb_step set lease_version = lease_version + 1, changed_at = :at where id = :id and node = :me and "
                                + OPEN)
                .param("id", id)
                .param("me", node)
                .param("at", now())
                .update();
        return mine == 0 ? Optional.empty() : Optional.of(taken(new Held(id, null, false)));
    }

    /**
     * An attempt that was stopped because the lease of its node ran out, when the step is still this node's: it is made again and does not count.
     *
     * @return the step as it is then; nothing if another node has taken it over
     */
    Optional<StepRow> resume(StepRow step, Try attempt, String node) {
        int mine = db.sql(
                        "update sb_step set attempts = attempts + 1, forgiven = forgiven + 1, changed_at = :at where id = :id and node = :me"
                                + " and lease_version = :lease and attempts = :attempts and " + OPEN)
                .param("id", step.id())
                .param("me", node)
                .param("lease", step.leaseVersion())
                .param("attempts", step.attempts())
                .param("at", now())
                .update();
        if (mine == 0) {
            return Optional.empty();
        }
        db.sql("""
                        insert into sb_attempt (step_id, number, started_at, ended_at, node, outcome, error_code, error_message)
                        values (:id, :number, :started, :at, :me, 'LEASE_LOST', 'LEASE_LOST',
                          'The node could not reach the database in time, so it stopped before another one took the step over.')
                        """)
                .param("id", step.id())
                .param("number", attempt.number())
                .param("started", StepStore.utc(attempt.started()))
                .param("at", now())
                .param("me", node)
                .update();
        return db.sql("select * from sb_step where id = :id")
                .param("id", step.id())
                .query(StepStore::row)
                .optional();
    }

    /** Gives back all open steps of this node but these. */
    int giveBack(String node, Collection<String> but) {
        return db.sql("update sb_step set node = null, lease_version = lease_version + 1 where node = :me and " + OPEN
                        + (but.isEmpty() ? "" : " and id not in (:but)"))
                .param("me", node)
                .param("but", but.isEmpty() ? List.of("") : but)
                .update();
    }

    /** Cancelled steps of this node whose thread has not said that it ended. */
    List<String> stopping(String node) {
        return db.sql("select step_id from sb_stopping where node = :me")
                .param("me", node)
                .query((rs, _) -> rs.getString(1))
                .list();
    }

    /** Cancelled steps that nobody will end any more. */
    List<String> stoppingOfTheDead(String node) {
        return db.sql("select step_id from sb_stopping where node is null or node in " + DEAD)
                .param("me", node)
                .query((rs, _) -> rs.getString(1))
                .list();
    }

    private OffsetDateTime now() {
        return StepStore.utc(clock.instant());
    }
}
