package io.signalbox.engine.run;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks twice a minute for runs that go on although nothing in them waits for anything: no step, approval, timer, message or called run. They would stand
 * still for ever, so they are shown as needing attention. Any node may look; a run counts when it is seen twice.
 */
public final class RunWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RunWatch.class);

    private final Processes processes;
    private final StuckRuns stuck;
    private final JdbcClient db;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Duration every;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("run-watch").daemon().factory());
    private Set<String> seen = Set.of();
    private volatile boolean running;

    public RunWatch(
            Processes processes,
            StuckRuns stuck,
            JdbcClient db,
            TransactionTemplate transactions,
            Clock clock,
            Duration every) {
        this.processes = processes;
        this.stuck = stuck;
        this.db = db;
        this.transactions = transactions;
        this.clock = clock;
        this.every = every;
    }

    private void look() {
        try {
            transactions.executeWithoutResult(_ -> {
                Set<String> now = new HashSet<>(
                        processes.withNothingToWaitFor(clock.instant().minus(every)));
                noLonger(now);
                now.stream().filter(seen::contains).forEach(this::note);
                seen = now;
                stuck.forgetEnded();
            });
        } catch (RuntimeException e) {
            LOG.debug("Cannot look for runs that stand still; trying again in {}", every, e);
        }
    }

    private void noLonger(Set<String> now) {
        List<String> noted = db.sql("select run_id from sb_stuck where code = :code")
                .param("code", StuckRuns.NOTHING_WAITS)
                .query(String.class)
                .list();
        noted.stream().filter(id -> !now.contains(id)).forEach(id -> stuck.goesOn(id, StuckRuns.NOTHING_WAITS, ""));
    }

    private void note(String runId) {
        if (stuck.stuck(
                runId,
                StuckRuns.NOTHING_WAITS,
                "",
                "Nothing in this run waits for anything, so it will not go on: a gateway may wait for a path that nobody takes. Cancel it, or roll it"
                        + " back.")) {
            LOG.warn("Run {} stands still: nothing in it waits for anything; it needs attention", runId);
        }
    }

    @Override
    public void start() {
        running = true;
        var _ = thread.scheduleWithFixedDelay(this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Lets a look that is under way end: an interrupt would close the file of the embedded database. */
    @Override
    public void stop() {
        running = false;
        thread.shutdown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
