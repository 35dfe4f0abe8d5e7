package io.signalbox.testkit.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The shell scripts in {@code tests/lab}, and where their lab is. */
final class LabScripts {

    static final int UNAVAILABLE = 3;
    static final int IN_USE_ELSEWHERE = 4;

    /** The demonstration has number 0; tests that replace and kill its containers would be a surprise. */
    private static final String DEFAULT_NET = "1";

    private static final int MINUTES = 5;

    private final Path folder;
    private final String net;
    private final Path dir;

    private LabScripts(Path project, Map<String, String> environment) {
        folder = project.resolve("tests/lab");
        net = environment.getOrDefault("LAB_NET", DEFAULT_NET);
        dir = Path.of(environment.getOrDefault(
                "LAB_DIR", project.resolve(".lab").resolve(net).toString()));
    }

    static LabScripts ofThisProject() {
        for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isExecutable(at.resolve("tests/lab/up"))) {
                return new LabScripts(at, System.getenv());
            }
        }
        throw new IllegalStateException(
                "tests/lab/up is in no folder above " + Path.of("").toAbsolutePath());
    }

    /** What a command printed, both streams, and how it ended. */
    record Ended(int code, String output) {}

    /** Runs one of the scripts to its end. */
    Ended run(String script, String... arguments) {
        var command = new ArrayList<String>();
        command.add(folder.resolve(script).toString());
        command.addAll(List.of(arguments));
        return execute(command);
    }

    /** Runs any command with the lab's environment. */
    Ended execute(List<String> command) {
        try {
            // A file, not a pipe: servers that the script starts must not keep us waiting for the end of their output.
            var output = Files.createTempFile("lab", ".txt");
            try {
                var builder = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(
                                Path.of("/dev/null").toFile()));
                builder.environment().put("LAB_NET", net);
                builder.environment().put("LAB_DIR", dir.toString());
                builder.environment()
                        .put("DOCKER_CONFIG", dir.resolve("docker-client").toString());
                var process = builder.start();
                if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                    throw new IllegalStateException(
                            command + " did not end within " + MINUTES + " minutes: " + Files.readString(output));
                }
                return new Ended(process.exitValue(), Files.readString(output).strip());
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while running " + command, e);
        }
    }

    /** What {@code up} wrote down about the lab. */
    Settings settings() {
        return settings("lab.env");
    }

    Settings settings(String name) {
        var file = dir.resolve(name);
        try (var lines = Files.lines(file)) {
            return new Settings(lines.map(line -> line.split("=", 2))
                    .collect(Collectors.toUnmodifiableMap(pair -> pair[0], pair -> pair[1])));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    record Settings(Map<String, String> values) {
        String get(String name) {
            return Objects.requireNonNull(values.get(name), () -> "The lab has no " + name);
        }
    }
}
