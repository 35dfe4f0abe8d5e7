package io.signalbox.webapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.signalbox.testkit.lab.Lab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Journeys in Chromium, through the whole application: the scripts in {@code tests/browser}. */
class BrowserTest {

    private static final Path FOLDER =
            Path.of("../tests/browser").toAbsolutePath().normalize();
    private static final Path OUTPUT = Path.of("target/browser").toAbsolutePath();

    /** The pictures of the documentation; {@code -Dscreenshots.update=true} takes them anew. */
    private static final Path SCREENSHOTS =
            Path.of("../docs/screenshots").toAbsolutePath().normalize();

    @Test
    void everyJourneyLeadsToItsEnd(@TempDir Path data) throws Exception {
        if (!new ClassPathResource("static/index.html").exists()) {
            missing("Built without its web application.");
        }
        String chromium = program("chromium", "chromium-browser", "google-chrome");
        packages(program("npm"));
        Optional<Lab> lab = lab();
        Signalbox signalbox = Signalbox.start(
                data,
                Stream.concat(
                                Stream.of(
                                        "signalbox.security.users[0].name=ada",
                                        "signalbox.security.users[0].password=" + WebLayer.HASH,
                                        "signalbox.security.users[0].roles=admin"),
                                lab.map(l -> "signalbox.site=" + l.site()).stream())
                        .toArray(String[]::new));
        try {
            Path output = OUTPUT.resolve("output.txt");
            int exit = run(
                    output,
                    environment(signalbox, chromium, lab),
                    program("node"),
                    "node_modules/@playwright/test/cli.js",
                    "test");
            assertThat(exit).as(Files.readString(output)).isZero();
        } finally {
            signalbox.close();
        }
    }

    private static Map<String, String> environment(Signalbox signalbox, String chromium, Optional<Lab> lab) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "SIGNALBOX_URL",
                signalbox.admin().base(),
                "SIGNALBOX_USER",
                "ada",
                "SIGNALBOX_PASSWORD",
                WebLayer.PASSWORD,
                "CHROMIUM",
                chromium,
                "BROWSER_OUTPUT",
                OUTPUT.toString()));
        lab.ifPresent(l -> {
            environment.put("LAB_REGISTRY", l.registry());
            environment.put("LAB_HOST", l.host(1).name());
        });
        if (Boolean.getBoolean("screenshots.update")) {
            environment.put("SCREENSHOTS", SCREENSHOTS.toString());
        }
        return environment;
    }

    /** Without one, the journeys that need it are left out. */
    private static Optional<Lab> lab() {
        try {
            return Optional.of(Lab.require());
        } catch (RuntimeException e) {
            // JUnit's way to leave a test out; that a lab must be there and is not, is an error of another kind.
            return Optional.empty();
        }
    }

    /** Installed once, and again when the lock file changes. */
    private static void packages(String npm) throws IOException, InterruptedException {
        String wanted = Files.readString(FOLDER.resolve("package-lock.json"));
        Path installed = FOLDER.resolve("node_modules/.signalbox-lock.json");
        if (Files.exists(installed) && Files.readString(installed).equals(wanted)) {
            return;
        }
        Path output = OUTPUT.resolve("npm.txt");
        if (run(output, Map.of(), npm, "ci", "--ignore-scripts") != 0) {
            missing("The packages of " + FOLDER + " cannot be installed: " + Files.readString(output));
        }
        Files.writeString(installed, wanted);
    }

    private static int run(Path output, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Files.createDirectories(OUTPUT);
        ProcessBuilder builder = new ProcessBuilder(List.of(command))
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(20, TimeUnit.MINUTES))
                    .as("%s ended in time", List.of(command))
                    .isTrue();
            return process.exitValue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static String program(String... names) {
        return Arrays.stream(names)
                .flatMap(name -> Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseGet(() -> missing(names[0] + " is not installed."));
    }

    private static String missing(String reason) {
        return "true".equals(System.getenv("CI")) ? fail(reason) : abort(reason);
    }
}
