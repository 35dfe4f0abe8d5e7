package io.signalbox.connectors.docker;

import io.signalbox.sdk.StepLog;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a command writes: to the log at once, and the beginning of it kept. */
final class ExecOutput {

    private static final int KEPT = 64 * 1024;
    private static final int LAST = 15;

    private final StringBuilder stdout = new StringBuilder();
    private final StringBuilder stderr = new StringBuilder();
    private final Deque<String> last = new ArrayDeque<>();
    private final Lines out;
    private final Lines err;
    private boolean truncated;

    ExecOutput(StepLog log) {
        out = new Lines(line -> {
            log.info(line);
            keep(stdout, line);
        });
        err = new Lines(line -> {
            log.warn(line);
            keep(stderr, line);
        });
    }

    void add(Chunk chunk) {
        (chunk.error() ? err : out).add(chunk.bytes());
    }

    void end() {
        out.end();
        err.end();
    }

    private void keep(StringBuilder kept, String line) {
        last.addLast(line);
        if (last.size() > LAST) {
            last.removeFirst();
        }
        int room = KEPT - kept.length();
        if (line.length() + 1 > room) {
            truncated = true;
        }
        kept.append(line, 0, Math.clamp(line.length(), 0, Math.max(0, room)));
        if (room > line.length()) {
            kept.append('\n');
        }
    }

    String stdout() {
        return stdout.toString();
    }

    String stderr() {
        return stderr.toString();
    }

    boolean truncated() {
        return truncated;
    }

    /** Of the last lines. */
    String firstLine() {
        return last.isEmpty() ? "" : last.getFirst();
    }

    String lastLines() {
        return last.isEmpty() ? "It wrote nothing. " : "Its last lines:\n" + String.join("\n", last) + "\n";
    }
}
