package io.signalbox.engine.commit;

import io.signalbox.engine.DatabaseOutage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The transactions of steps and starts: only so many at once that the connection pool is never the queue, and done again while the database says
 * that another one was in the way or cannot be reached.
 */
public final class Commits {

    private static final Logger LOG = LoggerFactory.getLogger(Commits.class);
    private static final long LONGEST_WAIT_MILLIS = 5_000;

    private final TransactionTemplate transactions;
    private final ExecutorService threads;
    private final Predicate isConflict;

    /** Tells failures that another transaction caused. */
    @FunctionalInterface
    public interface Predicate {
        boolean test(RuntimeException e);
    }

    public Commits(TransactionTemplate transactions, int slots, Predicate isConflict) {
        this.transactions = transactions;
        this.threads = Executors.newFixedThreadPool(
                slots, Thread.ofPlatform().name("commit-", 1).daemon().factory());
        this.isConflict = isConflict;
    }

    /**
     * Runs the work in a transaction until it has committed or failed for a reason of its own. Does not react to interrupts: what a step has done must be
     * written down.
     */
    public <T> T commit(String what, Supplier<T> work) {
        return commit(what, work, true);
    }

    /**
     * The same for somebody who waits for an answer: a database that cannot be reached is not waited for, and nothing that may have been committed is done
     * again.
     *
     * @throws RuntimeException of which {@link DatabaseOutage#is} is true: nothing was done, or it is not known whether it was
     */
    public <T> T onRequest(String what, Supplier<T> work) {
        return commit(what, work, false);
    }

    private <T> T commit(String what, Supplier<T> work, boolean patient) {
        long wait = 10;
        while (true) {
            try {
                return once(work);
            } catch (RuntimeException e) {
                if (isConflict.test(e) || e instanceof ConcurrencyFailureException || DatabaseOutage.isConflict(e)) {
                    LOG.debug("{} met another transaction; doing it again", what);
                } else if (patient && isOutage(e)) {
                    LOG.warn("{} cannot be stored: the database does not answer; trying again in {} ms", what, wait, e);
                } else {
                    throw e;
                }
            }
            sleepUninterrupted(wait);
            wait = Math.min(wait * 2, LONGEST_WAIT_MILLIS);
        }
    }

    /** On a thread that nobody interrupts: an interrupt would close the file of the embedded database under the commit. */
    private <T> T once(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(() -> transactions.<T>execute(_ -> work.get()), threads)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static boolean isOutage(RuntimeException e) {
        return DatabaseOutage.is(e)
                || e instanceof RecoverableDataAccessException
                || e instanceof TransientDataAccessException;
    }

    private static void sleepUninterrupted(long millis) {
        boolean interrupted = false;
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            try {
                TimeUnit.NANOSECONDS.sleep(left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
