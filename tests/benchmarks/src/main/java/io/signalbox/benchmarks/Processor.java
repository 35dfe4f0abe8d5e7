package io.signalbox.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** What processes have used, as Linux counts it. */
final class Processor {

    private static final double TICKS_PER_SECOND = 100;
    private static final int UTIME = 11;
    private static final int CSTIME = 14;

    private Processor() {}

    /** Seconds of processor time of these processes and their children, those that have ended too. */
    static double seconds(Collection<ProcessHandle> processes) {
        return processes.stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .mapToDouble(process -> ticks(process.pid()) / TICKS_PER_SECOND)
                .sum();
    }

    /** Of one process, in megabytes: {@code VmRSS} now, {@code VmHWM} at most. */
    static long resident(ProcessHandle process, String which) throws IOException {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith(which))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")) / 1024)
                    .sum();
        }
    }

    private static long ticks(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            List<String> fields =
                    List.of(stat.substring(stat.lastIndexOf(')') + 2).strip().split(" "));
            return fields.subList(UTIME, CSTIME + 1).stream()
                    .mapToLong(Long::parseLong)
                    .sum();
        } catch (IOException e) {
            // It has just ended: its parent has counted it.
            return 0;
        }
    }
}
