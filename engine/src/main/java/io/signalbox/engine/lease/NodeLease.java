package io.signalbox.engine.lease;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The lease of this node: one row, renewed long before it runs out. All steps that name the node are leased to it; when the
 * row has run out they may be taken over by any other.
 *
 * <p>Whose lease has run out is decided by the database's clock alone; the clocks of nodes may differ. A node itself goes by the time that
 * has passed since it asked for its last renewal, which is the earlier of the two.
 *
 * <p>A node is new at each start: it has an id of its own, so that what it left behind before is that of a dead node.
 */
public final class NodeLease {

    private static final Logger LOG = LoggerFactory.getLogger(NodeLease.class);

    private final JdbcClient db;
    private final Clock clock;
    private final Duration length;
    private final String id;
    private volatile Instant heldUntil;

    public NodeLease(JdbcClient db, Clock clock, Duration length, String name) {
        this.db = db;
        this.clock = clock;
        this.length = length;
        this.id = name + "-" + UUID.randomUUID().toString().substring(0, 8);
        this.heldUntil = clock.instant();
    }

    /** Unique to this start of this node. */
    public String id() {
        return id;
    }

    public Duration length() {
        return length;
    }

    /** Whether the lease is certainly still ours. */
    public boolean held() {
        return clock.instant().isBefore(heldUntil);
    }

    /** Takes or renews the lease. The deadline counts from before the call, so that a slow answer never makes it longer. */
    public void renew() {
        Instant until = clock.instant().plus(length);
        int rows = db.sql("update sb_node set lease_until = " + after(length) + " where id = :id")
                .param("id", id)
                .update();
        if (rows == 0) {
            db.sql("insert into sb_node (id, started_at, lease_until) values (:id, current_timestamp, " + after(length)
                            + ")")
                    .param("id", id)
                    .update();
        }
        heldUntil = until;
    }

    /** Nodes whose lease has not run out, this one among them. Rows of those long dead are removed. */
    public List<String> alive() {
        int gone = db.sql("delete from sb_node where lease_until < " + after(length.multipliedBy(-60)))
                .update();
        if (gone > 0) {
            LOG.debug("Forgot {} nodes that have been dead for long", gone);
        }
        return db.sql("select id from sb_node where lease_until >= current_timestamp or id = :id")
                .param("id", id)
                .query((rs, _) -> rs.getString(1))
                .list();
    }

    /** A moment by the database's clock, in the words of both databases. */
    private static String after(Duration time) {
        return time.isNegative()
                ? "current_timestamp - interval '%d' second".formatted(-time.toSeconds())
                : "current_timestamp + interval '%d.%03d' second".formatted(time.toSeconds(), time.toMillisPart());
    }

    /** Declares all other nodes dead: right at the start on a database that only one process can open. */
    public void alone() {
        db.sql("delete from sb_node where id <> :id").param("id", id).update();
    }

    /** Gives it up, at the end of a shutdown. */
    public void release() {
        db.sql("delete from sb_node where id = :id").param("id", id).update();
    }
}
