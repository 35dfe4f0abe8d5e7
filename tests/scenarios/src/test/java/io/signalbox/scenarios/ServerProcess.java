package io.signalbox.scenarios;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** One life of the application: from the start of its process, which waits until it is ready, to its end. */
final class ServerProcess {

    private static final Pattern LISTENS = Pattern.compile("Signalbox listens on (http://\\S+)");
    private static final Duration LONGEST_START = Duration.ofMinutes(5);
    /** Also for the one that writes down at its end what it learned. */
    private static final Duration LONGEST_STOP = Duration.ofMinutes(2);

    private final Process process;
    private final LogFile log;
    private final URI url;

    /** @param log is written on at its end */
    ServerProcess(List<String> command, Path folder, LogFile log) throws IOException {
        this.log = log;
        long before = log.size();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile()));
        // Nothing of the environment of the tests may lead it elsewhere.
        builder.environment().keySet().retainAll(List.of("PATH", "HOME", "LANG", "TMPDIR"));
        process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        url = awaitReady(before);
    }

    URI url() {
        return url;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    void stop() {
        process.destroy();
        awaitExit();
    }

    void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    private URI awaitReady(long logBefore) {
        long end = System.nanoTime() + LONGEST_START.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            var listens = LISTENS.matcher(log.after(logBefore));
            if (listens.find()) {
                return URI.create(listens.group(1));
            }
            exitedWithin(Duration.ofMillis(50));
        }
        process.destroyForcibly();
        throw new AssertionError("The application did not become ready; the end of " + log.tail(logBefore));
    }

    private void awaitExit() {
        if (!exitedWithin(LONGEST_STOP)) {
            process.destroyForcibly();
            throw new AssertionError(
                    "The application did not stop within " + LONGEST_STOP + "; the end of " + log.tail(0));
        }
    }

    private boolean exitedWithin(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the application", e);
        }
    }
}
