package io.signalbox.benchmarks;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** What is measured: a server that runs 5 steps one after the other. */
interface Subject extends AutoCloseable {

    /** One run, from its start to its end, by the server's own clock and books. */
    record Ended(Instant startedAt, Instant endedAt) {
        double milliseconds() {
            return (endedAt.toEpochMilli() - startedAt.toEpochMilli());
        }
    }

    String name();

    /** Starts a run; returns when the server has said that it is started. Called from many threads. */
    void start(int number);

    /** Whether all runs have ended. Cheap to ask. */
    boolean allEnded();

    /** Runs that were started since. */
    List<Ended> ended(Instant since);

    /** All that it is made of, without the database. */
    Collection<ProcessHandle> processes();

    @Override
    void close();
}
