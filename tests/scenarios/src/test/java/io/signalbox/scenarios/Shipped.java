package io.signalbox.scenarios;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The jar that the build of the web application made, prepared as {@code ./run} does: unpacked, and with a cache of its classes as they are after loading and
 * linking, which halves what a start takes.
 */
final class Shipped {

    private static final Path JAR_FOLDER = Path.of("..", "..", "webapp", "target");

    /** With which the cache is made and good for. */
    static final List<String> JAVA_OPTIONS = List.of(
            "-XX:+UseCompactObjectHeaders",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private static Path unpacked;

    private Shipped() {}

    /** To be started with {@code java -jar}. */
    static synchronized Path application() {
        if (unpacked == null) {
            unpacked = unpack(jar());
        }
        return unpacked;
    }

    /** The option that makes use of the cache. */
    static String cache() {
        return "-XX:AOTCache=" + application().resolveSibling("classes.aot");
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
                makeCache(folder.resolve(jar.getFileName()), folder.resolve("classes.aot"));
                Files.writeString(mark, content);
            }
            return folder.resolve(jar.getFileName());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The machine writes it when it stops, after a start. */
    private static void makeCache(Path application, Path cache) throws IOException {
        Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "training-");
        List<String> command =
                new ArrayList<>(List.of(java(), "-XX:TieredStopAtLevel=1", "-XX:AOTCacheOutput=" + cache));
        command.addAll(JAVA_OPTIONS);
        command.addAll(List.of("-jar", application.toString(), "--server.port=0", "--signalbox.data=" + folder));
        new ServerProcess(command, folder, new LogFile(folder.resolve("training.log"))).stop();
        if (!Files.exists(cache)) {
            throw new IllegalStateException("No cache was made; see " + folder);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static void run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(java()));
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
