package io.signalbox.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** W3: runs that wait, and what that costs. */
record Parked(Signalbox signalbox, Postgres postgres) {

    private static final int SECONDS = 60;
    private static final double MEGABYTE = 1 << 20;

    /** @param percentOfOneCore of the application and of the database, while nothing happens */
    record Result(double percentOfOneCore, double percentOfDatabase, double heapMegabytes, long residentMegabytes) {}

    Result measure(int runs) throws InterruptedException, ExecutionException, IOException {
        signalbox.deploy(Diagrams.waits("parked"));
        try (var threads = Executors.newFixedThreadPool(16)) {
            List<Future<?>> starts = new ArrayList<>();
            IntStream.range(0, runs)
                    .forEach(_ -> starts.add(threads.submit(() -> Signalbox.start(signalbox.rest(), "parked", "3h"))));
            for (Future<?> start : starts) {
                start.get();
            }
        }
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(20));
        ProcessHandle application = signalbox.processes().iterator().next();
        double before = Processor.seconds(List.of(application));
        double databaseBefore = Processor.seconds(List.of(postgres.server()));
        long began = System.nanoTime();
        while (System.nanoTime() - began < TimeUnit.SECONDS.toNanos(SECONDS)) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        double busy = Processor.seconds(List.of(application)) - before;
        double databaseBusy = Processor.seconds(List.of(postgres.server())) - databaseBefore;
        return new Result(
                100 * busy / seconds,
                100 * databaseBusy / seconds,
                heap() / MEGABYTE,
                Processor.resident(application, "VmRSS"));
    }

    private double heap() {
        return signalbox
                .rest()
                .text("/actuator/prometheus")
                .lines()
                .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
