package io.signalbox.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Java program as a process, from when it says that it is ready until it is closed. */
final class JavaProcess implements AutoCloseable {

    /** As {@code ./run} starts the application. */
    private static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-Xms128m",
            "-XX:+UseCompactObjectHeaders",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private static final int SECONDS = 300;

    private final Process process;
    private final Path log;
    private final String said;

    /** @param ready what it prints when it is ready; {@link #said} gives the first group of it */
    JavaProcess(String name, List<String> arguments, Pattern ready) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.addAll(arguments);
        log = Files.createDirectories(Options.folder().resolve("logs")).resolve(name + ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().retainAll(List.of("PATH", "HOME", "LANG", "TMPDIR"));
        process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        said = await(ready);
    }

    private String await(Pattern ready) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (System.nanoTime() < end && !process.waitFor(50, TimeUnit.MILLISECONDS)) {
            Matcher matcher = ready.matcher(Files.readString(log));
            if (matcher.find()) {
                return matcher.group(1);
            }
        }
        process.destroyForcibly();
        throw new IllegalStateException("It did not become ready; see " + log);
    }

    String said() {
        return said;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    Path log() {
        return log;
    }

    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
