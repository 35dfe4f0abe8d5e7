package io.signalbox.engine.lease;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/**
 * The lease of this node: one row, renewed long before it runs out. All steps that name the node are leased to it; when the
 * row has run out they may be taken over by any other.
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
        int rows = db.sql("update sb_node set lease_until = :until where id = :id")
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
        if (rows == 0) {
            db.sql("insert into sb_node (id, started_at, lease_until) values (:id, :now, :until)")
                    .param("id", id)
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .param("until", until.atOffset(ZoneOffset.UTC))
                    .update();
        }
        heldUntil = until;
    }

    /** Nodes whose lease has not run out, this one among them. Rows of those long dead are removed. */
    public List<String> alive() {
        Instant now = clock.instant();
        int gone = db.sql("delete from sb_node where lease_until < :long")
                .param("long", now.minus(length.multipliedBy(60)).atOffset(ZoneOffset.UTC))
                .update();
        if (gone > 0) {
            LOG.debug("Forgot {} nodes that have been dead for long", gone);
        }
        return db.sql("select id from sb_node where lease_until >= :now or id = :id")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .query((rs, _) -> rs.getString(1))
                .list();
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
