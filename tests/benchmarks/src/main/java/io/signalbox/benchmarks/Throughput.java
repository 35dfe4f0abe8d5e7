package io.signalbox.benchmarks;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** W1: as many runs of 5 steps as go through, started as fast as the server takes them. */
record Throughput(Options options, @Nullable Postgres postgres) {

    static final int STEPS = 5;

    /** Of one measurement. */
    record Result(
            double stepsPerSecond,
            double startsPerSecond,
            double p50,
            double p99,
            double cpuPerThousandSteps,
            Postgres.@Nullable Counts counts) {

        String text() {
            String text = "%7.0f steps/s  %6.0f starts/s  run p50 %5.0f ms  p99 %5.0f ms  %5.2f CPU s/1000 steps"
                    .formatted(stepsPerSecond, startsPerSecond, p50, p99, cpuPerThousandSteps);
            return counts == null
                    ? text
                    : text
                            + "  per step: %.1f statements  %.2f transactions  %.2f syncs  %.1f rows  %.1f KB WAL"
                                    .formatted(
                                            counts.statements(),
                                            counts.transactions(),
                                            counts.syncs(),
                                            counts.rows(),
                                            counts.walBytes() / 1024);
        }
    }

    /** The measurement in the middle, after one that is not counted. */
    Result median(Subject subject, int runs) throws Exception {
        once(subject, options.before(runs));
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < options.repeat(); i++) {
            results.add(once(subject, runs));
            System.err.println("  " + subject.name() + ": " + results.getLast().text());
        }
        results.sort(Comparator.comparingDouble(Result::stepsPerSecond));
        return results.get(results.size() / 2);
    }

    Result once(Subject subject, int runs) throws Exception {
        if (postgres != null) {
            postgres.settle();
            postgres.forget();
        }
        List<ProcessHandle> processes = new ArrayList<>(subject.processes());
        if (postgres != null) {
            processes.add(postgres.server());
        }
        double cpuBefore = Processor.seconds(processes);
        Instant began = Instant.now();
        double startsPerSecond = runs / seconds(start(subject, runs));
        Latency.awaitEnd(subject);
        double cpu = Processor.seconds(processes) - cpuBefore;
        double steps = (double) runs * STEPS;
        Postgres.Counts counts = counts(steps);
        List<Subject.Ended> ended = subject.ended(began);
        if (ended.size() != runs) {
            throw new IllegalStateException(
                    "%s: %d runs started, %d ended well".formatted(subject.name(), runs, ended.size()));
        }
        Instant last = ended.stream()
                .map(Subject.Ended::endedAt)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Sample durations =
                Sample.of(ended.stream().map(Subject.Ended::milliseconds).toList());
        return new Result(
                steps / seconds(Duration.between(began, last)),
                startsPerSecond,
                durations.median(),
                durations.percentile(99),
                cpu / steps * 1000,
                counts);
    }

    private Postgres.@Nullable Counts counts(double steps) throws SQLException, IOException {
        if (postgres == null) {
            return null;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1500));
        if (options.statements()) {
            postgres.statements(steps, 40).forEach(System.err::println);
        }
        return postgres.counts().per(steps);
    }

    private Duration start(Subject subject, int runs) throws InterruptedException, ExecutionException {
        AtomicInteger next = new AtomicInteger();
        long began = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(options.connections())) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < options.connections(); i++) {
                all.add(threads.submit(() -> {
                    for (int number = next.getAndIncrement(); number < runs; number = next.getAndIncrement()) {
                        subject.start(number);
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
