package io.signalbox.engine.step;

import io.signalbox.engine.EngineSettings;
import io.signalbox.engine.commit.Commits;
import io.signalbox.engine.lease.NodeLease;
import io.signalbox.sdk.describe.Catalogue;
import io.signalbox.sdk.describe.OperationDescriptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Works on the steps that are leased to this node, each on a virtual thread of its own; takes over those of dead nodes; stops them when they
 * are cancelled, and all of them at shutdown.
 */
public final class StepExecutor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StepExecutor.class);

    private final Map<String, StepWork> working = new ConcurrentHashMap<>();
    private final Catalogue catalogue;
    private final StepTools tools;
    private final StepStore store;
    private final Commits commits;
    private final NodeLease lease;
    private final EngineSettings settings;
    private final ScheduledExecutorService timer;
    private volatile boolean accepting = true;

    StepExecutor(
            Catalogue catalogue,
            StepTools tools,
            StepStore store,
            Commits commits,
            NodeLease lease,
            EngineSettings settings) {
        this.catalogue = catalogue;
        this.tools = tools;
        this.store = store;
        this.commits = commits;
        this.lease = lease;
        this.settings = settings;
        this.timer = tools.timer();
    }

    /** Takes the lease of this node and up what earlier or dead nodes left; from then on renews and looks by itself. */
    public void start(boolean alone) {
        lease.renew();
        if (alone) {
            lease.alone();
        }
        takeOver();
        long every = lease.length().toMillis() / 4;
        var _ = timer.scheduleWithFixedDelay(() -> onVirtualThread(this::keep), every, every, TimeUnit.MILLISECONDS);
        var _ = timer.scheduleWithFixedDelay(
                () -> onVirtualThread(this::stopCancelled), 1000, 1000, TimeUnit.MILLISECONDS);
    }

    /** Works on a step once the transaction of this thread has committed. */
    void dispatchAfterCommit(StepRow step) {
        afterCommit(() -> dispatch(step, false));
    }

    /** Works again on a step that somebody may have worked on before, once the transaction of this thread has committed. */
    void retryAfterCommit(StepRow step) {
        afterCommit(() -> dispatch(step, true));
    }

    /** Stops a step, if it is worked on here, once the transaction of this thread has committed. */
    void cancelAfterCommit(String stepId) {
        afterCommit(() -> cancel(stepId));
    }

    private static void afterCommit(Runnable action) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }

    void dispatch(StepRow step, boolean takenOver) {
        if (!accepting) {
            LOG.debug("Step {} is left for the next start: this node shuts down", step.id());
            return;
        }
        Optional<OperationDescriptor> operation = catalogue.operation(step.operation());
        if (operation.isEmpty()) {
            Failure failure = Failure.lasting(
                    "OPERATION_UNKNOWN",
                    "No connector on this node has the operation " + step.operation()
                            + ". Add its jar to plugins/ and retry the step.");
            onVirtualThread(() -> tools.ends().failed(step, Try.none(step), failure));
            return;
        }
        StepWork work = new StepWork(tools, operation.get(), step, takenOver);
        if (working.putIfAbsent(step.id(), work) != null) {
            return;
        }
        Thread.ofVirtual().name("step " + step.id()).start(() -> {
            try {
                work.run();
            } finally {
                working.remove(step.id(), work);
            }
        });
    }

    private void cancel(String stepId) {
        StepWork work = working.get(stepId);
        if (work != null) {
            work.stop(Call.Stop.CANCELLED);
        }
    }

    /** Renews the lease and looks after those who did not. */
    private void keep() {
        try {
            lease.renew();
            takeOver();
        } catch (RuntimeException e) {
            LOG.warn(
                    "The lease of this node cannot be renewed; other nodes take its steps over if that lasts longer than {}",
                    lease.length(),
                    e);
        }
    }

    private void takeOver() {
        List<StepRow> taken = commits.commit("Taking over steps", () -> {
            List<String> alive = lease.alive();
            store.settleThoseOfTheDead(alive);
            return store.takeOver(lease.id(), alive);
        });
        for (StepRow step : taken) {
            if (step.activityInstance() == null) {
                commits.commit("End of an undo that its node left", () -> {
                    store.abandon(step.id());
                    return true;
                });
            } else {
                LOG.info("Taking over step {} ({}) of run {}", step.elementName(), step.operation(), step.rootId());
                dispatch(step, true);
            }
        }
    }

    /** Cancelled elsewhere, or never begun here. */
    private void stopCancelled() {
        try {
            for (String id : commits.commit("Looking for cancelled steps", () -> store.unsettled(lease.id()))) {
                StepWork work = working.get(id);
                if (work != null) {
                    work.stop(Call.Stop.CANCELLED);
                } else {
                    commits.commit("End of cancelled step " + id, () -> {
                        store.settled(id);
                        return true;
                    });
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("Cannot look for cancelled steps; trying again in a second", e);
        }
    }

    private static void onVirtualThread(Runnable action) {
        Thread.ofVirtual().start(action);
    }

    /**
     * Shuts down, in this order: no new steps; those at work may end within the grace period, waiting ones are let go at once; the rest is interrupted and let go; the lease is given up.
     */
    @Override
    public void close() {
        accepting = false;
        working.values().stream().filter(StepWork::waiting).forEach(work -> work.stop(Call.Stop.RELEASED));
        awaitNone(settings.grace());
        working.values().forEach(work -> work.stop(Call.Stop.RELEASED));
        awaitNone(Duration.ofSeconds(5));
        timer.shutdownNow();
        if (!working.isEmpty()) {
            LOG.warn("{} steps did not stop in time; they are taken up at the next start", working.size());
        }
        try {
            lease.release();
        } catch (RuntimeException e) {
            LOG.warn("The lease of this node could not be given up; its steps are taken up when it runs out", e);
        }
    }

    private void awaitNone(Duration atMost) {
        Instant until = tools.clock().instant().plus(atMost);
        while (!working.isEmpty() && tools.clock().instant().isBefore(until)) {
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
