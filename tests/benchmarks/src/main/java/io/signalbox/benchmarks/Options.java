package io.signalbox.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What was asked for on the command line, {@code --name=value}. */
record Options(String workload, Map<String, String> values) {

    static final String HELP = """
            usage: tests/benchmarks/run WORKLOAD [--OPTION[=VALUE] …]

              w1        runs of 5 steps, as many as go through
              peers     the same for plain Camunda, external tasks and delegates
              w2        one run at a time, on an idle system
              rate      5 runs of 5 steps a second, for a minute
              w3        many runs that wait
              w4        with many finished runs: lists, searches, pages of runs; throughput against an empty database
              clean-up  throughput while old runs are removed
              pages     what Chromium makes of long runs, long logs and a long list: opening, scrolling, following
              all       everything

              --database=postgres|h2   default postgres
              --nodes=1                nodes on one PostgreSQL
              --runs=2000              of each measurement
              --before=N               w1: runs that are not counted, while the compilers learn; default half of --runs
              --history=1000000        w4, pages: finished runs
              --parked=10000           w3: runs that wait
              --repeat=3               measurements; the median is told
              --connections=16         over which runs are started
              --java="-Xmx512m"        options for the measured Java machine, besides those of ./run
              --set="a=b c=d"          Spring properties of the application
              --statements             tells the most frequent statements on PostgreSQL
              --profile                records the application with Flight Recorder and tells where the time goes
            """;

    private static final Set<String> KNOWN = Set.of(
            "database",
            "nodes",
            "runs",
            "before",
            "history",
            "parked",
            "repeat",
            "connections",
            "java",
            "set",
            "statements",
            "profile");

    Options {
        values = Map.copyOf(values);
    }

    /** @throws IllegalArgumentException if an option is not known, with a message for people */
    static Options read(String[] arguments) {
        if (arguments.length == 0 || arguments[0].startsWith("-")) {
            throw new IllegalArgumentException(HELP);
        }
        Map<String, String> values = new TreeMap<>();
        for (String argument : List.of(arguments).subList(1, arguments.length)) {
            String[] parts = argument.replaceFirst("^--", "").split("=", 2);
            if (!argument.startsWith("--") || !KNOWN.contains(parts[0])) {
                throw new IllegalArgumentException("unknown: " + argument + "\n" + HELP);
            }
            values.put(parts[0], parts.length == 2 ? parts[1] : "true");
        }
        return new Options(arguments[0], values);
    }

    boolean postgres() {
        return "postgres".equals(values.getOrDefault("database", "postgres"));
    }

    int nodes() {
        return number("nodes", 1);
    }

    int runs() {
        return number("runs", 2000);
    }

    /** Runs before the ones that count; of each measurement if not told otherwise half as many. */
    int before(int runs) {
        return number("before", Math.max(200, runs / 2));
    }

    int history() {
        return number("history", 1_000_000);
    }

    int parked() {
        return number("parked", 10_000);
    }

    int repeat() {
        return number("repeat", 3);
    }

    int connections() {
        return number("connections", 16);
    }

    boolean statements() {
        return values.containsKey("statements");
    }

    boolean profile() {
        return values.containsKey("profile");
    }

    List<String> java() {
        return List.of(values.getOrDefault("java", "-Xmx512m").split(" "));
    }

    List<String> properties() {
        String given = values.getOrDefault("set", "");
        return given.isBlank() ? List.of() : List.of(given.split(" "));
    }

    static Path project() {
        return Path.of(System.getProperty("project"));
    }

    /** For everything that is written here. */
    static Path folder() {
        return project().resolve("tests/benchmarks/target");
    }

    private int number(String name, int otherwise) {
        String given = values.get(name);
        return given == null ? otherwise : Integer.parseInt(given);
    }
}
