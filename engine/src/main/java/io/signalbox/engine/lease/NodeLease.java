package io.signalbox.engine.lease;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * The lease of this node: one row, renewed long before it runs out. All steps that name the node are leased to it; when the
 * row has run out they may be taken over by any other.
 *
 * <p>Whose lease has run out is decided by the database's clock alone; the clocks of nodes may differ. A node itself goes by the time that
 * has passed since it asked for its last renewal, which is the earlier of the two: by the clock that nobody sets, and by the wall clock, which goes
 * on while a machine sleeps.
 *
 * <p>A node is new at each start: it has an id of its own, so that what it left behind before is that of a dead node.
 *
 * <p>Safe for use by many threads. Renewing is {@link LeaseKeeper}'s.
 */
public final class NodeLease {

    private static final Logger LOG = LoggerFactory.getLogger(NodeLease.class);
    private static final int LONGEST_NAME = 55;

    private final JdbcClient db;
    private final Clock clock;
    private final LongSupplier nanos;
    private final Duration length;
    private final String id;
    private final boolean alone;
    private volatile Hold hold;

    /**
     * What is known of the lease.
     *
     * @param untilNanos when it certainly still is ours, by the clock that nobody sets
     * @param until the same by the wall clock
     * @param sinceNanos since when it has been held without a gap
     * @param gaps how often it had run out before it was renewed
     */
    private record Hold(long untilNanos, Instant until, long sinceNanos, int gaps) {}

    /**
     * @param db reaches the database by a connection that nobody else uses
     * @param nanos time that passes, from {@link System#nanoTime()}
     * @param alone whether no other process can have the database open: then nobody else can take anything
     */
    public NodeLease(JdbcClient db, Clock clock, LongSupplier nanos, Duration length, String name, boolean alone) {
        this.db = db;
        this.clock = clock;
        this.nanos = nanos;
        this.length = length;
        this.alone = alone;
        this.id = name.substring(0, Math.min(name.length(), LONGEST_NAME)) + "-"
                + UUID.randomUUID().toString().substring(0, 8);
        this.hold = new Hold(nanos.getAsLong(), clock.instant(), nanos.getAsLong(), 0);
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
        return alone || !left().isNegative();
    }

    /**
     * Whether there is time left to begin something that others must not repeat: a renewal has been due for long when there is none.
     */
    public boolean mayBegin() {
        return alone || left().compareTo(length.dividedBy(4)) > 0;
    }

    /** How long it is ours without a doubt; negative when it may have run out. */
    Duration left() {
        Hold now = hold;
        Duration passing = Duration.ofNanos(now.untilNanos() - nanos.getAsLong());
        Duration shown = Duration.between(clock.instant(), now.until());
        return passing.compareTo(shown) < 0 ? passing : shown;
    }

    /** How often it had run out before it could be renewed. What was worked on before may be somebody else's since. */
    public int gaps() {
        return hold.gaps();
    }

    /**
     * Whether this node may say of others that they are dead. Not right after a start or an outage: the others may have been cut off by the same outage and are about to
     * renew their leases too.
     */
    public boolean mayJudge() {
        return alone
                || held()
                        && nanos.getAsLong() - hold.sinceNanos()
                                >= length.dividedBy(2).toNanos();
    }

    /** Takes the lease at the start. */
    public void take() {
        Moment asked = now();
        store();
        hold = new Hold(asked.nanos() + length.toNanos(), asked.wall().plus(length), asked.nanos(), 0);
        if (alone) {
            db.sql("update sb_node set lease_until = " + after(Duration.ofSeconds(-1))
                            + " where id <> :id and lease_until > current_timestamp")
                    .param("id", id)
                    .update();
        }
    }

    /** Renews the lease. The deadline counts from before the call, so that a slow answer never makes it longer. */
    void renew() {
        Moment asked = now();
        store();
        Hold before = hold;
        boolean gap = !held();
        hold = new Hold(
                asked.nanos() + length.toNanos(),
                asked.wall().plus(length),
                gap ? nanos.getAsLong() : before.sinceNanos(),
                before.gaps() + (gap ? 1 : 0));
    }

    private void store() {
        int rows = db.sql("update sb_node set lease_until = " + after(length) + " where id = :id")
                .param("id", id)
                .update();
        if (rows == 0) {
            db.sql("insert into sb_node (id, started_at, lease_until) values (:id, current_timestamp, " + after(length)
                            + ")")
                    .param("id", id)
                    .update();
        }
    }

    /** Removes the rows of nodes that have been dead for so long that nothing of theirs is left. */
    void forgetDead() {
        int gone = db.sql("delete from sb_node where lease_until < " + after(length.multipliedBy(-180)))
                .update();
        if (gone > 0) {
            LOG.debug("Forgot {} nodes that have been dead for long", gone);
        }
    }

    /**
     * Gives the lease up, at the end of a shutdown. The row stays, run out: what a late transaction of this node still leaves behind is that of a
     * dead node.
     */
    public void release() {
        db.sql("update sb_node set lease_until = " + after(Duration.ofSeconds(-1)) + " where id = :id")
                .param("id", id)
                .update();
    }

    private record Moment(long nanos, Instant wall) {}

    private Moment now() {
        return new Moment(nanos.getAsLong(), clock.instant());
    }

    /** A moment by the database's clock, in the words of both databases. */
    private static String after(Duration time) {
        return time.isNegative()
                ? "current_timestamp - interval '%d' second".formatted(-time.toSeconds())
                : "current_timestamp + interval '%d.%03d' second".formatted(time.toSeconds(), time.toMillisPart());
    }
}
