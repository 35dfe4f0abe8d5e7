package io.signalbox.benchmarks;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Starts what was asked for. The tables are printed, progress goes to standard error. */
public final class Benchmarks {

    private static final String DATABASE = "bench";
    private static final String NO_CLEAN_UP = "signalbox.clean-up.enabled=false";

    private final Options options;
    private final Report report;

    private Benchmarks(Options options) {
        this.options = options;
        this.report = new Report(options);
    }

    /** Exit code 2: not understood. */
    public static void main(String[] arguments) throws Exception {
        try {
            Options options = Options.read(arguments);
            Benchmarks benchmarks = new Benchmarks(options);
            benchmarks.run(options.workload());
            System.out.println(benchmarks.report.text());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private void run(String workload) throws Exception {
        switch (workload) {
            case "w1" -> w1(options.postgres(), options.nodes());
            case "peers" -> peers();
            case "w2" -> w2(options.postgres());
            case "rate" -> rate(options.postgres());
            case "w3" -> w3();
            case "w4" -> w4();
            case "clean-up" -> cleanUp();
            case "pages" -> pages();
            case "all" -> all();
            default -> throw new IllegalArgumentException(Options.HELP);
        }
    }

    private void all() throws Exception {
        w1(true, 1);
        w1(true, 2);
        w1(false, 1);
        peers();
        rate(true);
        w2(true);
        w2(false);
        w3();
        w4();
        cleanUp();
        pages();
    }

    private void w1(boolean onPostgres, int nodes) throws Exception {
        Postgres postgres = database(onPostgres);
        try (Signalbox signalbox = new Signalbox(options, postgres, nodes)) {
            report.throughput(signalbox.name(), new Throughput(options, postgres).median(signalbox, options.runs()));
        }
        if (options.profile()) {
            Profile.print(Signalbox.recording(0));
        }
    }

    /** Slower, so that fewer runs take as long. */
    private void peers() throws Exception {
        for (PlainCamunda.Steps steps : PlainCamunda.Steps.values()) {
            Postgres postgres = Postgres.database("bench_camunda");
            try (PlainCamunda camunda = new PlainCamunda(options, postgres, steps)) {
                report.throughput(
                        camunda.name(),
                        new Throughput(options, postgres).median(camunda, Math.max(200, options.runs() / 4)));
                Instant began = Instant.now();
                Latency.pace(5, 60, camunda::start);
                Latency.awaitEnd(camunda);
                report.latency(
                        "5 steps, 5 runs/s for a minute, " + camunda.name() + ", by its own history",
                        Sample.of(camunda.ended(began).stream()
                                .map(Subject.Ended::milliseconds)
                                .toList()));
            }
        }
    }

    private void w2(boolean onPostgres) throws Exception {
        try (Signalbox signalbox = new Signalbox(options, database(onPostgres), 1)) {
            Latency.Idle idle = new Latency(signalbox).idle(Math.max(100, options.runs() / 4));
            report.latency("W2: 1 step on an idle system, " + signalbox.name(), idle.oneStep());
            report.line("W2: each further step p50 %.1f ms, %s".formatted(idle.furtherStep(), signalbox.name()));
        }
    }

    private void rate(boolean onPostgres) throws Exception {
        try (Signalbox signalbox = new Signalbox(options, database(onPostgres), 1)) {
            report.latency("5 steps, 5 runs/s for a minute, " + signalbox.name(), new Latency(signalbox).rate(5, 60));
        }
    }

    private void w3() throws Exception {
        Postgres postgres = Postgres.database(DATABASE);
        try (Signalbox signalbox = new Signalbox(options, postgres, 1)) {
            Parked.Result r = new Parked(signalbox, postgres).measure(options.parked());
            report.line(
                    "W3: %d runs parked in %s: application %.1f %% of one core, database %.1f %%; heap in use %.0f MB, resident %d MB"
                            .formatted(
                                    options.parked(),
                                    String.join(" ", options.java()),
                                    r.percentOfOneCore(),
                                    r.percentOfDatabase(),
                                    r.heapMegabytes(),
                                    r.residentMegabytes()));
            signalbox.kill();
        }
    }

    private void w4() throws Exception {
        Postgres full = Postgres.database(DATABASE);
        try (Signalbox signalbox = new Signalbox(options, full, 1, NO_CLEAN_UP)) {
            new Throughput(options, full).once(signalbox, 200);
            new PastRuns(full).make(options.history(), 40);
        }
        // A node of its own each time, as cold as the other, one right after the other.
        Postgres empty = Postgres.database("bench_empty");
        try (Signalbox signalbox = new Signalbox(options, empty, 1, NO_CLEAN_UP)) {
            report.throughput(
                    signalbox.name() + ", nothing before",
                    new Throughput(options, empty).median(signalbox, options.runs()));
        }
        try (Signalbox signalbox = new Signalbox(options, full, 1, NO_CLEAN_UP)) {
            String history = "%,d finished runs (%d GB)".formatted(options.history(), full.size() >> 30);
            report.throughput(
                    signalbox.name() + ", with " + history,
                    new Throughput(options, full).median(signalbox, options.runs()));
            new Lists(signalbox.rest()).pages().forEach(report::latency);
        }
    }

    private void cleanUp() throws Exception {
        Postgres postgres = Postgres.database(DATABASE);
        Throughput throughput = new Throughput(options, postgres);
        try (Signalbox signalbox = new Signalbox(options, postgres, 1, NO_CLEAN_UP)) {
            throughput.once(signalbox, 200);
            new PastRuns(postgres).make(100_000, 60);
        }
        // A node of its own each time, as cold as the other.
        try (Signalbox signalbox = new Signalbox(options, postgres, 1, NO_CLEAN_UP)) {
            report.throughput(signalbox.name() + ", 100,000 old runs", throughput.median(signalbox, options.runs()));
        }
        try (Signalbox signalbox = new Signalbox(options, postgres, 1, "signalbox.clean-up.every=1s")) {
            long before = postgres.count("sb_run");
            Instant began = Instant.now();
            Throughput.Result result = throughput.median(signalbox, options.runs());
            long made = signalbox.ended(began).size();
            double seconds = (Instant.now().toEpochMilli() - began.toEpochMilli()) / 1e3;
            report.throughput(signalbox.name() + ", while old runs are removed", result);
            report.line("Clean-up: %.0f runs removed a second meanwhile"
                    .formatted((before + made - postgres.count("sb_run")) / seconds));
        }
    }

    /** With {@code --history=0}, leaves the list of runs out. */
    private void pages() throws Exception {
        Postgres postgres = Postgres.database(DATABASE);
        try (Signalbox signalbox =
                new Signalbox(options, postgres, 1, NO_CLEAN_UP, "signalbox.engine.log-lines-per-run=100000000")) {
            LongRuns runs = new LongRuns(signalbox, postgres);
            Map<String, String> found = new HashMap<>(Map.of(
                    "ENDED", runs.ended(200_000),
                    "WIDE", runs.wide(200_000),
                    "MILLION", runs.ended(1_000_000)));
            String running = runs.running(200_000);
            postgres.settle();
            Pages.measure(signalbox, postgres, found, report);
            Thread talking = runs.talk(running, 200);
            Pages.measure(signalbox, postgres, Map.of("RUNNING", running), report);
            talking.interrupt();
            talking.join();
            if (options.history() > 0) {
                new Throughput(options, postgres).once(signalbox, 10);
                new PastRuns(postgres).make(options.history(), 1);
                Pages.measure(signalbox, postgres, Map.of("HISTORY", "%,d".formatted(options.history())), report);
            }
            signalbox.kill();
        }
    }

    private static @Nullable Postgres database(boolean onPostgres) throws Exception {
        return onPostgres ? Postgres.database(DATABASE) : null;
    }
}
