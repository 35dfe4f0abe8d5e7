package io.signalbox.engine.event;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes those who wait for something to change in a run, told by the id of its root. Costs nothing for runs that nobody watches. */
public final class RunSignals {

    /** Rings for every run. */
    static final String ALL = "*";

    private static final String END = "end of ";

    private final Map<String, Bell> bells = new ConcurrentHashMap<>();

    /** Something changed; rings once the transaction of this thread has committed, at once if there is none. */
    public void changed(String rootId) {
        ringAfterCommit(List.of(rootId, ALL));
    }

    /** A run has ended, which also is a change; rings when {@link #changed} does. */
    public void ended(String runId, String rootId) {
        ringAfterCommit(List.of(endOf(runId), rootId, ALL));
    }

    /** Something happened to a run on another node, perhaps its end. */
    void changedElsewhere(String runId) {
        ring(List.of(endOf(runId), runId, ALL));
    }

    private void ringAfterCommit(List<String> names) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    ring(names);
                }
            });
        } else {
            ring(names);
        }
    }

    private void ring(List<String> names) {
        for (String name : names) {
            Bell bell = bells.get(name);
            if (bell != null) {
                bell.ring();
            }
        }
    }

    private static String endOf(String runId) {
        return END + runId;
    }

    /** Begins to watch for the end of a run, whatever else happens to it: who waits for the end costs nothing until then. */
    public Watch watchEnd(String runId) {
        return watch(endOf(runId));
    }

    /** Begins to watch a run. What changes from now on is not missed. */
    public Watch watch(String rootId) {
        Bell bell = bells.compute(rootId, (_, known) -> {
            Bell b = known == null ? new Bell() : known;
            b.watchers++;
            return b;
        });
        return new Watch(rootId, bell);
    }

    /** The runs that somebody watches here, each by itself. */
    Set<String> watched() {
        Set<String> runs = new HashSet<>();
        bells.keySet().stream()
                .filter(name -> !name.equals(ALL))
                .forEach(name -> runs.add(name.startsWith(END) ? name.substring(END.length()) : name));
        return runs;
    }

    private static final class Bell {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition rung = lock.newCondition();
        private long count;
        private int watchers;

        void ring() {
            lock.lock();
            try {
                count++;
                rung.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Somebody's attention to a run. Used by one thread. */
    public final class Watch implements AutoCloseable {

        private final String rootId;
        private final Bell bell;
        private long heard;

        private Watch(String rootId, Bell bell) {
            this.rootId = rootId;
            this.bell = bell;
            this.heard = bell.count;
        }

        /** Waits until something has changed since the last call, at most this long; returns whether something has. */
        public boolean await(Duration atMost) throws InterruptedException {
            long left = atMost.toNanos();
            bell.lock.lockInterruptibly();
            try {
                while (bell.count == heard && left > 0) {
                    left = bell.rung.awaitNanos(left);
                }
                boolean rang = bell.count != heard;
                heard = bell.count;
                return rang;
            } finally {
                bell.lock.unlock();
            }
        }

        /** Waits a fixed time, so that many changes are looked at together. */
        public void rest(Duration time) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        }

        @Override
        public void close() {
            bells.compute(rootId, (_, known) -> {
                if (known != bell) {
                    return known;
                }
                bell.watchers--;
                return bell.watchers == 0 ? null : bell;
            });
        }
    }
}
