package io.signalbox.engine.lease;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Renews the lease of this node, and says when it has run out and when it is held again. Two threads of the platform, so that neither a database
 * that hangs nor steps that keep all processors busy hide that time is up.
 */
public final class LeaseKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final NodeLease lease;
    private final Watcher watcher;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Who has to know. Called on the keeper's thread, which must be given back soon. */
    public interface Watcher {

        /** Time is up: others may take over what this node works on. */
        void runOut();

        /** The lease is held again, after it had run out: others may have taken over what this node works on. */
        void regained();
    }

    /** Begins with a lease that has just been taken. */
    public LeaseKeeper(NodeLease lease, Watcher watcher) {
        this.lease = lease;
        this.watcher = watcher;
        Thread.ofPlatform().name("lease-renewal").daemon().start(this::renew);
        Thread.ofPlatform().name("lease-watch").daemon().start(this::watch);
    }

    private void renew() {
        Duration every = lease.length().dividedBy(4);
        Duration wait = every;
        int failures = 0;
        while (!closedAfter(wait)) {
            try {
                lease.renew();
                if (failures > 0) {
                    LOG.info("The lease of this node is renewed again, after {} tries in vain", failures);
                    failures = 0;
                }
                wait = every;
                lease.forgetDead();
            } catch (RuntimeException e) {
                failures++;
                wait = every.compareTo(BETWEEN_TRIES) < 0 ? every : BETWEEN_TRIES;
                if (failures == 1) {
                    LOG.warn(
                            "The lease of this node cannot be renewed; trying again each {} ms. If that lasts, nothing new is begun, and other nodes"
                                    + " take the steps of this one over",
                            wait.toMillis(),
                            e);
                }
            }
        }
    }

    private void watch() {
        int gaps = lease.gaps();
        boolean told = false;
        while (!closedAfter(BETWEEN_LOOKS)) {
            int now = lease.gaps();
            boolean held = lease.held();
            if (!told && (!held || now != gaps)) {
                told = true;
                call(watcher::runOut);
            }
            if (told && held) {
                told = false;
                gaps = lease.gaps();
                call(watcher::regained);
            }
        }
    }

    private static void call(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.error("The change of the lease of this node could not be dealt with; the next one is", e);
        }
    }

    private boolean closedAfter(Duration time) {
        try {
            return closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    /** Stops renewing. */
    @Override
    public void close() {
        closed.countDown();
    }
}
