package io.signalbox.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** From the request that starts a run to the answer that it has ended, in milliseconds. */
record Latency(Signalbox signalbox) {

    private static final int FURTHER_STEPS = 10;
    private static final int WARM_UP = 300;

    /** W2: one run at a time. */
    record Idle(Sample oneStep, double furtherStep) {}

    Idle idle(int runs) {
        signalbox.deploy(Diagrams.notes("one", 1));
        signalbox.deploy(Diagrams.notes("many", 1 + FURTHER_STEPS));
        one("one", WARM_UP);
        one("many", WARM_UP / 3);
        Sample one = one("one", runs);
        Sample many = one("many", runs);
        return new Idle(one, (many.median() - one.median()) / FURTHER_STEPS);
    }

    private Sample one(String runbook, int runs) {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            times.add(run(runbook));
        }
        return Sample.of(times);
    }

    /** Runs of 5 steps at a steady pace, whatever becomes of those before. */
    Sample rate(int perSecond, int seconds) throws InterruptedException, ExecutionException {
        one("w1", WARM_UP);
        List<Future<Double>> times = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long began = System.nanoTime();
            for (int i = 0; i < perSecond * seconds; i++) {
                long due = began + TimeUnit.SECONDS.toNanos(i) / perSecond;
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                times.add(threads.submit(() -> run("w1")));
            }
            List<Double> all = new ArrayList<>();
            for (Future<Double> time : times) {
                all.add(time.get());
            }
            return Sample.of(all);
        }
    }

    private double run(String runbook) {
        long began = System.nanoTime();
        var run = Signalbox.start(signalbox.rest().with("Prefer", "wait=30"), runbook, "you");
        double time = (System.nanoTime() - began) / 1e6;
        if (!"SUCCEEDED".equals(run.get("state").asString())) {
            throw new IllegalStateException("A run did not end well: " + run);
        }
        return time;
    }
}
