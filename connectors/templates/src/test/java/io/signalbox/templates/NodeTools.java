package io.signalbox.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The scripts in {@code src/test/node}, run with what is installed on this machine; a test that misses something is skipped, or fails in CI. */
final class NodeTools {

    private static final Path FOLDER = Path.of("src/test/node").toAbsolutePath();
    private static final Path OUTPUT = Path.of("target/node").toAbsolutePath();

    private NodeTools() {}

    /** What a script came to. */
    record Result(int exit, String output, String errors) {}

    static Path chromium() {
        return onPath("chromium", "chromium-browser", "google-chrome")
                .orElseGet(() -> missing("Chromium is not installed (Debian: apt-get install chromium)."));
    }

    static Result run(String script, String... arguments) throws IOException, InterruptedException {
        Path node = onPath("node").orElseGet(() -> missing("Node is not installed."));
        packages();
        return process(Stream.concat(Stream.of(node.toString(), script), Arrays.stream(arguments))
                .toList());
    }

    static Path write(String file, String text) throws IOException {
        Files.createDirectories(OUTPUT);
        return Files.writeString(OUTPUT.resolve(file), text);
    }

    /** Installed once, and again when the lock file changes. */
    private static synchronized void packages() throws IOException, InterruptedException {
        String wanted = Files.readString(FOLDER.resolve("package-lock.json"));
        Path installed = FOLDER.resolve("node_modules/.signalbox-lock.json");
        if (Files.exists(installed) && Files.readString(installed).equals(wanted)) {
            return;
        }
        Path npm = onPath("npm").orElseGet(() -> missing("npm is not installed."));
        Result result = process(List.of(npm.toString(), "ci", "--ignore-scripts"));
        if (result.exit() != 0) {
            missing("The packages of " + FOLDER + " cannot be installed: " + result.errors());
        }
        Files.writeString(installed, wanted);
    }

    private static Result process(List<String> command) throws IOException, InterruptedException {
        Files.createDirectories(OUTPUT);
        Path output = Files.createTempFile(OUTPUT, "output", ".txt");
        Path errors = Files.createTempFile(OUTPUT, "errors", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            assertThat(process.waitFor(3, TimeUnit.MINUTES))
                    .as("%s ended in time", command)
                    .isTrue();
            return new Result(process.exitValue(), Files.readString(output), Files.readString(errors));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static Optional<Path> onPath(String... names) {
        return Arrays.stream(names)
                .flatMap(name -> Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Path missing(String reason) {
        return "true".equals(System.getenv("CI")) ? fail(reason) : abort(reason);
    }
}
