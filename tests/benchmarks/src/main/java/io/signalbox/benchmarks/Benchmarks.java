package io.signalbox.benchmarks;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.ExecutionException;

/** Starts what was asked for. The tables are printed, progress goes to standard error. */
public final class Benchmarks {

    private final Options options;
    private final Report report;

    private Benchmarks(Options options) {
        this.options = options;
        this.report = new Report(options);
    }

    /** Exit code 2: not understood. */
    public static void main(String[] arguments) throws Exception {
        Options options;
        try {
            options = Options.read(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        new Benchmarks(options).run();
    }

    private void run() throws Exception {
        switch (options.workload()) {
            case "w1" -> w1();
            case "w2" -> w2();
            case "rate" -> rate();
            default -> {
                System.err.println(Options.HELP);
                System.exit(2);
            }
        }
        System.out.println(report.text());
    }

    private void w1() throws Exception {
        Postgres postgres = database();
        try (Signalbox signalbox = new Signalbox(options, postgres, options.nodes())) {
            report.throughput(signalbox.name(), new Throughput(options, postgres).median(signalbox, options.runs()));
        }
        if (options.profile()) {
            Profile.print(Signalbox.recording(0));
        }
    }

    private void w2() throws Exception {
        try (Signalbox signalbox = new Signalbox(options, database(), 1)) {
            Latency.Idle idle = new Latency(signalbox).idle(options.runs() / 2);
            report.latency("W2: 1 step, " + signalbox.name(), idle.oneStep());
            report.line("W2: each further step p50 %.1f ms, %s".formatted(idle.furtherStep(), signalbox.name()));
        }
    }

    private void rate() throws Exception {
        try (Signalbox signalbox = new Signalbox(options, database(), 1)) {
            report.latency("5 steps, 5 runs/s for a minute, " + signalbox.name(), rate(signalbox));
        }
    }

    private static Sample rate(Signalbox signalbox) throws InterruptedException, ExecutionException {
        return new Latency(signalbox).rate(5, 60);
    }

    private @Nullable Postgres database() throws Exception {
        return options.postgres() ? Postgres.database("bench") : null;
    }
}
