package io.signalbox.engine.step;

import io.signalbox.engine.commit.Commits;
import io.signalbox.engine.lease.LeaseKeeper;
import io.signalbox.engine.lease.NodeLease;
import io.signalbox.sdk.describe.Catalogue;
import io.signalbox.sdk.describe.OperationDescriptor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Works on the steps that are leased to this node, each on a virtual thread of its own; takes over those of dead nodes; stops them when they
 * are cancelled, and all of them at shutdown.
 */
public final class StepExecutor implements LeaseKeeper.Watcher, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StepExecutor.class);
    private static final int BATCH = 200;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(5);
    private static final Duration STOPPING = Duration.ofSeconds(5);

    private final Map<String, StepWork> working = new ConcurrentHashMap<>();
    private final AtomicInteger stuck = new AtomicInteger();
    /** Held while looking for steps, so that a shutdown does not meet steps that were just taken. */
    private final ReentrantLock looking = new ReentrantLock();

    private final Catalogue catalogue;
    private final StepTools tools;
    private final StepStore store;
    private final LeasedSteps leased;
    private final Commits commits;
    private final NodeLease lease;
    private volatile @Nullable LeaseKeeper keeper;
    /** Open steps of this node that nobody worked on when last looked. */
    private volatile Set<String> suspects = Set.of();

    private volatile boolean accepting = true;

    StepExecutor(
            Catalogue catalogue,
            StepTools tools,
            StepStore store,
            LeasedSteps leased,
            Commits commits,
            NodeLease lease) {
        this.catalogue = catalogue;
        this.tools = tools;
        this.store = store;
        this.leased = leased;
        this.commits = commits;
        this.lease = lease;
    }

    /** Takes the lease of this node and up what earlier or dead nodes left; from then on renews and looks by itself. */
    public void start() {
        lease.take();
        keeper = new LeaseKeeper(lease, this);
        look();
        every(BETWEEN_LOOKS, this::look);
        every(BETWEEN_COUNTS, this::findLost);
    }

    private void every(Duration time, Runnable action) {
        var _ = tools.timer()
                .scheduleWithFixedDelay(
                        () -> onVirtualThread(action), time.toMillis(), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Who works on steps that are written down now: this node; nobody yet when it shuts down. */
    @Nullable
    String holder() {
        return accepting ? lease.id() : null;
    }

    /** Whether runs may be started here: not any more when this node shuts down. */
    public boolean accepting() {
        return accepting;
    }

    /** How many threads did not stop when they were told to, since the start. */
    public int stuck() {
        return stuck.get();
    }

    /** Works on a step once the transaction of this thread has committed. */
    void dispatchAfterCommit(StepRow step) {
        afterCommit(() -> dispatch(step, StepWork.Begin.FRESH));
    }

    /** Works again on a step that somebody may have worked on before, once the transaction of this thread has committed. */
    void retryAfterCommit(StepRow step) {
        afterCommit(() -> dispatch(step, StepWork.Begin.AGAIN));
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

    void dispatch(StepRow step, StepWork.Begin begin) {
        if (!accepting) {
            LOG.debug("Step {} is left to another node or the next start: this node shuts down", step.id());
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
        work(new StepWork(tools, operation.get(), step, begin, this::lost));
    }

    private void work(StepWork work) {
        String id = work.step().id();
        if (working.putIfAbsent(id, work) != null) {
            return;
        }
        Thread.ofVirtual().name("step " + id).start(() -> {
            try {
                work.run();
            } finally {
                working.remove(id, work);
            }
        });
    }

    private int lost(StepWork work) {
        working.remove(work.step().id(), work);
        return stuck.incrementAndGet();
    }

    private void cancel(String stepId) {
        StepWork work = working.get(stepId);
        if (work != null) {
            work.stop(Call.Stop.CANCELLED);
        }
    }

    /** Looks for steps that nobody works on, and for those that were cancelled elsewhere. A few reads by index, whatever is parked. */
    private void look() {
        if (!accepting || !looking.tryLock()) {
            return;
        }
        try {
            takeOver();
            stopCancelled();
        } catch (RuntimeException e) {
            LOG.warn("Cannot look for steps to be taken over or stopped; trying again in a second", e);
        } finally {
            looking.unlock();
        }
    }

    private void takeOver() {
        int taken = BATCH;
        while (accepting && taken == BATCH) {
            List<LeasedSteps.Taken> batch =
                    commits.commit("Taking over steps", () -> leased.take(lease.id(), lease.mayJudge(), BATCH));
            batch.forEach(this::takenOver);
            taken = batch.size();
        }
    }

    private void takenOver(LeasedSteps.Taken taken) {
        StepRow step = taken.step();
        if (step.activityInstance() == null) {
            commits.commit("End of an undo that its node left", () -> {
                store.abandon(step.id());
                return true;
            });
            return;
        }
        LOG.info(
                "Taking over step {} ({}) of run {}{}",
                step.elementName(),
                step.operation(),
                step.rootId(),
                taken.from() == null ? ", which was given back" : " from node " + taken.from() + ", which went away");
        if (taken.recentCrashes() >= tools.settings().crashesPerStep()) {
            onVirtualThread(() -> tools.ends()
                    .failed(step, Try.none(step), UnknownOutcome.nodesLost(taken.recentCrashes(), step.operation())));
            return;
        }
        dispatch(step, new StepWork.Begin(true, taken.retryAt(), taken.crashes()));
    }

    /** Cancelled elsewhere, or never begun here, or left by a dead node. */
    private void stopCancelled() {
        List<String> ended = commits.commit("Looking for cancelled steps", () -> {
            List<String> without = lease.mayJudge() ? leased.stoppingOfTheDead(lease.id()) : List.of();
            Set<String> toEnd = new HashSet<>(without);
            for (String id : leased.stopping(lease.id())) {
                StepWork work = working.get(id);
                if (work == null) {
                    toEnd.add(id);
                } else {
                    work.stop(Call.Stop.CANCELLED);
                }
            }
            toEnd.forEach(store::settled);
            return List.copyOf(toEnd);
        });
        if (!ended.isEmpty()) {
            LOG.debug("{} cancelled steps had no thread to end", ended.size());
        }
    }

    /**
     * Finds steps of this node that nobody works on: the commit that brought them succeeded, but its answer was lost with the connection. Takes up
     * those that it saw the last time too: others are just on their way.
     */
    private void findLost() {
        if (!accepting || !lease.held()) {
            return;
        }
        try {
            Set<String> last = suspects;
            suspects = Set.of();
            if (commits.commit("Counting steps", () -> leased.count(lease.id())) == working.size()) {
                return;
            }
            Set<String> unworked =
                    new HashSet<>(commits.commit("Looking for lost steps", () -> leased.ids(lease.id())));
            unworked.removeAll(working.keySet());
            suspects = Set.copyOf(unworked);
            unworked.retainAll(last);
            unworked.forEach(this::takeUp);
        } catch (RuntimeException e) {
            LOG.warn("Cannot look for steps that got lost; trying again in {}", BETWEEN_COUNTS, e);
        }
    }

    private void takeUp(String id) {
        if (accepting && !working.containsKey(id)) {
            commits.commit("Taking up step " + id, () -> leased.reclaim(id, lease.id()))
                    .ifPresent(this::takenUp);
        }
    }

    private void takenUp(LeasedSteps.Taken taken) {
        StepRow step = taken.step();
        LOG.info(
                "Taking up step {} ({}) of run {}, which nobody worked on",
                step.elementName(),
                step.operation(),
                step.rootId());
        dispatch(step, new StepWork.Begin(true, taken.retryAt(), taken.crashes()));
    }

    @Override
    public void runOut() {
        LOG.warn(
                "The lease of this node has run out: {} steps at work; changes that another node may repeat are stopped, nothing is begun until the lease is held again",
                working.size());
        working.values().forEach(StepWork::doubt);
    }

    @Override
    public void regained() {
        int gaps = lease.gaps();
        Map<String, StepWork> before = Map.copyOf(working);
        onVirtualThread(() -> {
            Set<String> mine =
                    new HashSet<>(commits.commit("Looking for steps after a gap", () -> leased.ids(lease.id())));
            int gone = 0;
            for (Map.Entry<String, StepWork> entry : before.entrySet()) {
                if (mine.contains(entry.getKey())) {
                    entry.getValue().sure(gaps);
                } else if (working.get(entry.getKey()) == entry.getValue()) {
                    gone++;
                    entry.getValue().stop(Call.Stop.LEASE_LOST);
                }
            }
            LOG.info("The lease of this node is held again; {} of its steps were taken over meanwhile", gone);
            mine.removeAll(working.keySet());
            suspects = Set.copyOf(mine);
        });
    }

    private static void onVirtualThread(Runnable action) {
        Thread.ofVirtual().start(action);
    }

    /** Nothing new is begun from here on; steps that arrive are left to others. */
    void refuse() {
        accepting = false;
    }

    /**
     * Ends the work on steps: those that wait are given back at once, those at work may end within the grace period, the rest is interrupted and given back.
     * What does not stop even then stays leased to this node until the lease runs out, so that nobody begins it while its thread may go on.
     */
    void drain() {
        refuse();
        looking.lock();
        try {
            working.values().stream().filter(StepWork::waiting).forEach(work -> work.stop(Call.Stop.RELEASED));
            giveBack();
            awaitNone(tools.settings().grace());
            working.values().forEach(work -> work.stop(Call.Stop.RELEASED));
            awaitNone(STOPPING);
            giveBack();
        } finally {
            looking.unlock();
        }
        if (!working.isEmpty()) {
            LOG.warn(
                    "{} steps did not stop in time; they are taken up when the lease of this node runs out: {}",
                    working.size(),
                    working.keySet());
        }
    }

    private void giveBack() {
        try {
            int given = commits.commit(
                    "Giving back steps", () -> leased.giveBack(lease.id(), Set.copyOf(working.keySet())));
            LOG.debug("{} steps that nobody worked on were given back", given);
        } catch (RuntimeException e) {
            LOG.warn("Steps could not be given back; they are taken up when the lease of this node runs out", e);
        }
    }

    /** Gives the lease up, unless a step still goes on. */
    @Override
    public void close() {
        LeaseKeeper renewing = keeper;
        if (renewing != null) {
            renewing.close();
        }
        tools.timer().shutdownNow();
        if (!working.isEmpty()) {
            return;
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
