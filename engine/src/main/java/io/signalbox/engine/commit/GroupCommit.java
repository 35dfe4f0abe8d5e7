package io.signalbox.engine.commit;

import io.signalbox.engine.DatabaseOutage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Commits what waits at the same moment in one transaction: whoever comes while a commit is under way is in the next one. Nobody waits for company. When
 * one of a group fails, nothing of the group has happened and each is done again alone, so that a failure is the business of its own run only.
 *
 * <p>All that moves tokens under one root goes through the same lane, one group after the other, so that groups never meet in a run.
 */
public final class GroupCommit implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final int LARGEST_GROUP = 128;

    private final Commits commits;
    private final TransactionTemplate transactions;
    private final Together together;
    private final List<Lane> lanes;
    private final AtomicInteger next = new AtomicInteger();

    /** Lets tokens of these runs move as one. */
    @FunctionalInterface
    public interface Together {
        void move(Collection<String> runIds, Runnable moves);
    }

    /** Which run is moved, and under which root. */
    public record Of(String rootId, String runId) {}

    public GroupCommit(Commits commits, TransactionTemplate transactions, Together together, int lanes) {
        this.commits = commits;
        this.transactions = transactions;
        this.together = together;
        this.lanes = IntStream.range(0, lanes).mapToObj(Lane::new).toList();
    }

    /**
     * Runs the work in a transaction, together with others, until it has committed or failed for a reason of its own; it may be run several times, on
     * another thread. Does not react to interrupts.
     *
     * @param of the run whose token it moves; null if it starts one
     */
    public <T> T commit(String what, @Nullable Of of, Supplier<T> work) {
        Member<T> member = new Member<>(of, work);
        if (lane(of).offer(member) && committed(member)) {
            return member.result.orElseThrow();
        }
        return of == null ? commits.onRequest(what, work) : commits.commit(what, work);
    }

    /** @throws RuntimeException for a start, when the database could not be reached: it may have been committed all the same, so that it is not done again */
    private static boolean committed(Member<?> member) {
        try {
            return member.committed.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Runs work that takes long, or may well fail, in a transaction of its own, for somebody who waits for an answer. */
    public <T> T alone(String what, Supplier<T> work) {
        return commits.onRequest(what, work);
    }

    private Lane lane(@Nullable Of of) {
        int number = of == null ? next.getAndIncrement() : of.rootId().hashCode();
        return lanes.get(Math.floorMod(number, lanes.size()));
    }

    private static final class Member<T> {

        private final @Nullable Of of;
        private final Supplier<T> work;
        private final CompletableFuture<Boolean> committed = new CompletableFuture<>();
        private Optional<T> result = Optional.empty();

        Member(@Nullable Of of, Supplier<T> work) {
            this.of = of;
            this.work = work;
        }

        void run() {
            result = Optional.of(work.get());
        }
    }

    private final class Lane implements Runnable {

        private final BlockingQueue<Member<?>> waiting = new LinkedBlockingQueue<>();
        private volatile boolean closed;

        Lane(int number) {
            Thread.ofPlatform().name("group-commit-" + (number + 1)).daemon().start(this);
        }

        boolean offer(Member<?> member) {
            waiting.add(member);
            // Closed meanwhile: whoever takes the member out of the queue answers it.
            return !closed || !waiting.remove(member);
        }

        @Override
        public void run() {
            List<Member<?>> group = new ArrayList<>();
            while (!closed) {
                try {
                    group.add(waiting.take());
                    waiting.drainTo(group, LARGEST_GROUP - 1);
                    commit(group);
                } catch (InterruptedException e) {
                    LOG.debug("Nobody interrupts this thread", e);
                }
                group.clear();
            }
            waiting.drainTo(group);
            group.forEach(member -> member.committed.complete(false));
        }

        private void commit(List<Member<?>> group) {
            boolean committed = false;
            Throwable failure = null;
            try {
                List<String> runs = group.stream()
                        .flatMap(member -> Optional.ofNullable(member.of).map(Of::runId).stream())
                        .toList();
                transactions.executeWithoutResult(_ -> together.move(runs, () -> group.forEach(Member::run)));
                committed = true;
            } catch (RuntimeException | Error e) {
                failure = e;
                LOG.debug("A group of {} is done again one by one", group.size(), e);
            }
            for (Member<?> member : group) {
                if (member.of == null && failure != null && DatabaseOutage.is(failure)) {
                    member.committed.completeExceptionally(failure);
                } else {
                    member.committed.complete(committed);
                }
            }
        }
    }

    /** Whoever comes from now on commits alone. */
    @Override
    public void close() {
        for (Lane lane : lanes) {
            lane.closed = true;
            // Wakes it. Not an interrupt: that would close the file of the embedded database under a commit.
            lane.waiting.add(new Member<>(null, () -> true));
        }
    }
}
