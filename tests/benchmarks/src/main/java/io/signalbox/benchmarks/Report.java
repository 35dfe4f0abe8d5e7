package io.signalbox.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The results as Markdown, with the conditions they were found under. */
final class Report {

    private static final double LATE_FRAME = 1000 / 60.0 * 1.5;

    private final Options options;
    private final List<String> throughputs = new ArrayList<>();
    private final List<String> latencies = new ArrayList<>();
    private final List<String> openings = new ArrayList<>();
    private final List<String> frames = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final String loadBefore = load();

    Report(Options options) {
        this.options = options;
    }

    void throughput(String name, Throughput.Result r) {
        Postgres.Counts c = r.counts();
        throughputs.add("| %s | %.0f | %.0f | %.0f / %.0f | %.2f | %s |"
                .formatted(
                        name,
                        r.stepsPerSecond(),
                        r.startsPerSecond(),
                        r.p50(),
                        r.p99(),
                        r.cpuPerThousandSteps(),
                        c == null
                                ? "–"
                                : "%.1f / %.2f / %.1f / %.1f"
                                        .formatted(c.statements(), c.transactions(), c.rows(), c.walBytes() / 1024)));
    }

    void latency(String name, Sample sample) {
        latencies.add("| %s | %.1f | %.1f | %.1f |"
                .formatted(name, sample.median(), sample.percentile(95), sample.percentile(99)));
    }

    /** @param browser milliseconds of the processor for each opening, as are those of the servers */
    void opening(String name, Sample sample, double browser, double server) {
        openings.add("| %s | %.0f | %.0f | %.0f | %.0f |"
                .formatted(name, sample.median(), sample.percentile(100), browser, server));
    }

    /** @param browser milliseconds of the processor for each 60th of a second, as are those of the servers */
    void frames(String name, Sample sample, double browser, double server) {
        long late = sample.sorted().stream().filter(ms -> ms > LATE_FRAME).count();
        frames.add("| %s | %.1f | %.1f | %.1f | %.1f %% | %.1f | %.1f |"
                .formatted(
                        name,
                        sample.median(),
                        sample.percentile(95),
                        sample.percentile(100),
                        100.0 * late / Math.max(1, sample.sorted().size()),
                        browser,
                        server));
    }

    void line(String text) {
        lines.add(text);
    }

    String text() {
        List<String> all = new ArrayList<>();
        all.add("%s, %d cores (%s), %d GB, Java %s, %s; load before %s; `%s %s`"
                .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        Runtime.getRuntime().availableProcessors(),
                        processor(),
                        memory(),
                        Runtime.version(),
                        String.join(" ", options.java()),
                        loadBefore,
                        options.workload(),
                        options.values()));
        if (!throughputs.isEmpty()) {
            all.add("");
            all.add(
                    "| W1 | steps/s | starts/s | run p50 / p99 ms | CPU s per 1,000 steps | per step: statements / transactions / rows / KB WAL |");
            all.add("| --- | ---: | ---: | ---: | ---: | ---: |");
            all.addAll(throughputs);
        }
        if (!latencies.isEmpty()) {
            all.add("");
            all.add("| milliseconds | p50 | p95 | p99 |");
            all.add("| --- | ---: | ---: | ---: |");
            all.addAll(latencies);
        }
        if (!openings.isEmpty()) {
            all.add("");
            all.add("| milliseconds | p50 | longest | CPU of the browser | CPU of the servers |");
            all.add("| --- | ---: | ---: | ---: | ---: |");
            all.addAll(openings);
        }
        if (!frames.isEmpty()) {
            all.add("");
            all.add(
                    "| milliseconds between frames | p50 | p95 | longest | late frames | CPU of the browser per frame | CPU of the servers |");
            all.add("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
            all.addAll(frames);
        }
        if (!lines.isEmpty()) {
            all.add("");
            lines.forEach(line -> all.add("- " + line));
        }
        return String.join("\n", all);
    }

    private static String load() {
        return read("/proc/loadavg").split(" ")[0];
    }

    private static String processor() {
        return read("/proc/cpuinfo")
                .lines()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.replaceFirst(".*: ", ""))
                .findFirst()
                .orElse("unknown");
    }

    private static long memory() {
        return Long.parseLong(
                        read("/proc/meminfo").lines().findFirst().orElse("0").replaceAll("\\D", ""))
                >> 20;
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
