package io.signalbox.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/** From the request that starts a run to the answer that it has ended, in milliseconds. */
record Latency(Signalbox signalbox) {

    private static final int FURTHER_STEPS = 10;
    private static final int WARM_UP = 3000;

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

    /** Runs of 5 steps, so many a second. */
    Sample rate(int perSecond, int seconds) throws InterruptedException, ExecutionException {
        one("w1", WARM_UP);
        Collection<Double> times = new ConcurrentLinkedQueue<>();
        pace(perSecond, seconds, _ -> times.add(run("w1")));
        return Sample.of(times);
    }

    /** Starts runs at a steady pace, whatever becomes of those before. */
    static void pace(int perSecond, int seconds, IntConsumer start) throws InterruptedException, ExecutionException {
        List<Future<?>> all = new ArrayList<>();
        try (var threads = Executors.newCachedThreadPool()) {
            long began = System.nanoTime();
            for (int i = 0; i < perSecond * seconds; i++) {
                int number = i;
                long due = began + TimeUnit.SECONDS.toNanos(i) / perSecond;
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                all.add(threads.submit(() -> start.accept(number)));
            }
        }
        for (Future<?> one : all) {
            one.get();
        }
    }

    static void awaitEnd(Subject subject) {
        while (!subject.allEnded()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    private double run(String runbook) {
        Rest waiting = signalbox.rest().with("Prefer", "wait=30");
        long began = System.nanoTime();
        String run = Signalbox.startText(waiting, runbook, "you");
        double time = (System.nanoTime() - began) / 1e6;
        if (!"SUCCEEDED".equals(Rest.read(run).get("state").asString())) {
            throw new IllegalStateException("A run did not end well: " + run);
        }
        return time;
    }
}
