package io.signalbox.scenarios;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The jar that the build of the web application made, unpacked as {@code ./run} does: that starts faster. */
final class Shipped {

    private static final Path JAR_FOLDER = Path.of("..", "..", "webapp", "target");

    private static Path unpacked;

    private Shipped() {}

    /** To be started with {@code java -jar}. */
    static synchronized Path application() {
        if (unpacked == null) {
            unpacked = unpack(jar());
        }
        return unpacked;
    }

    private static Path jar() {
        try (var files = Files.newDirectoryStream(JAR_FOLDER, "signalbox-webapp-*.jar")) {
            for (Path file : files) {
                return file;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("No application in " + JAR_FOLDER.toAbsolutePath()
                + ": these tests start the packaged one, so build with 'mvn verify' or 'mvn package'");
    }

    private static Path unpack(Path jar) {
        try {
            Path folder = Path.of("target", "application").toAbsolutePath();
            Path mark = folder.resolve("unpacked-from");
            String content = Files.getLastModifiedTime(jar) + " " + Files.size(jar);
            if (!Files.exists(mark) || !Files.readString(mark).equals(content)) {
                run(
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        folder.toString());
                Files.writeString(mark, content);
            }
            return folder.resolve(jar.getFileName());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(String... arguments) throws IOException {
        List<String> command = new java.util.ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).inheritIO().start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while running " + command, e);
        }
    }
}
