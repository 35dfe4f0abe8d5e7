package io.signalbox.scenarios;

import io.signalbox.testkit.lab.Lab;
import io.signalbox.testkit.lab.Postgres;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The application as it is shipped, as a process of its own with a data folder of its own. Declared as an extension of a
 * test class, it is started before the first test and stopped after the last, and what it logged during a test is printed
 * when that fails:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final Application signalbox = Application.onLab();
 * }</pre>
 */
public final class Application implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback, TestWatcher {

    /** May look and nothing else. */
    static final String VIEWER_TOKEN = "token-of-a-viewer";

    private static final Application SHARED = new Application(true).user("viewer", "VIEWER", VIEWER_TOKEN);

    private final boolean onLab;
    private final Map<String, String> properties = new TreeMap<>();
    private boolean onPostgres = "postgres".equals(System.getProperty("database"));
    private int users;
    private long logBeforeTest;
    private String memory = "512m";
    private String name = "signalbox";
    private Supplier<List<String>> javaOptions = List::of;
    private Path folder;
    private LogFile log;
    private volatile ServerProcess server;

    private Application(boolean onLab) {
        this.onLab = onLab;
    }

    /**
     * One for all test classes that neither stop it nor need settings of their own: starting takes seconds. It looks after
     * the lab. Its runbooks and runs are of all those classes, so that keys of runbooks begin with what is tested.
     */
    public static Application shared() {
        return SHARED;
    }

    /** Looks after the hosts and services of the lab. */
    public static Application onLab() {
        return new Application(true);
    }

    /** Has no hosts, and needs no lab. */
    public static Application withoutHosts() {
        return new Application(false);
    }

    /** Another site file than the lab's. To be called before it starts, as the methods below. */
    public Application site(Path file) {
        return property("signalbox.site", file.toAbsolutePath().toString());
    }

    /** Size of the heap, {@code 512m} if not said. */
    public Application memory(String size) {
        memory = size;
        return this;
    }

    /**
     * On a PostgreSQL database of its own. With the system property {@code database=postgres}, all are, so that the same
     * tests prove both databases.
     */
    public Application onPostgres() {
        onPostgres = true;
        return this;
    }

    /** On an H2 database in its data folder, whatever all others are on. */
    public Application onH2() {
        onPostgres = false;
        return this;
    }

    /** On a PostgreSQL database that it shares with others, made by {@link Postgres#database}. */
    public Application on(String databaseUrl) {
        onPostgres = false;
        return databaseAt(databaseUrl);
    }

    /** Options of the Java machine besides the usual ones, asked for at each start. */
    public Application java(Supplier<List<String>> options) {
        javaOptions = options;
        return this;
    }

    /** What its data folder and its database are called after, unless a test class declares it. */
    public Application named(String name) {
        this.name = name;
        return this;
    }

    /** A Spring property. */
    public Application property(String key, String value) {
        properties.put(key, value);
        return this;
    }

    /** Somebody else than the administrator. */
    public Application user(String name, String role, String token) {
        int number = users++;
        property("signalbox.security.users[" + number + "].name", name);
        property("signalbox.security.users[" + number + "].roles", role);
        return property("signalbox.security.users[" + number + "].tokens", sha256(token));
    }

    /** Starts it on an empty data folder if it never ran, else on the one it has, and waits until it is ready. */
    public void start() {
        if (isRunning()) {
            throw new IllegalStateException("It runs already");
        }
        try {
            if (folder == null) {
                folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "data")), name + "-")
                        .toAbsolutePath();
                log = new LogFile(folder.resolve("application.log"));
                if (onPostgres) {
                    makeDatabase();
                }
            }
            server = new ServerProcess(command(), folder, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it to stop (SIGTERM) and waits until it has. */
    public void stop() {
        server.stop();
    }

    /** Pulls the plug (SIGKILL). */
    public void kill() {
        server.kill();
    }

    /** {@link #stop} if it runs, then {@link #start} on the same data folder. */
    public void restart() {
        if (isRunning()) {
            stop();
        }
        start();
    }

    public boolean isRunning() {
        return server != null && server.isAlive();
    }

    /** Where it listens; another port after each start. */
    public URI url() {
        return server.url();
    }

    /** Speaks REST to it as administrator, also after it was started again. */
    public Api api() {
        return new Api(this::url, this::token);
    }

    public String token() {
        try {
            return Files.readString(data().resolve("admin.token")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its data folder. */
    public Path data() {
        return folder.resolve("data");
    }

    /** Everything that it printed so far, over all starts. */
    public String log() {
        return log.text();
    }

    /** The process, to look at. */
    public ProcessHandle process() {
        return server.handle();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (onLab && !properties.containsKey("signalbox.site")) {
            site(Lab.require().site());
        }
        if (this == SHARED) {
            AutoCloseable end = this::end;
            context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(Application.class))
                    .computeIfAbsent("end", any -> {
                        name = "shared";
                        start();
                        return end;
                    });
        } else {
            name = context.getRequiredTestClass().getSimpleName();
            start();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (this != SHARED) {
            end();
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        logBeforeTest = log.size();
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        System.err.println("---- " + context.getDisplayName() + ", from " + log.tail(logBeforeTest) + "\n----");
    }

    /** Stops it if it runs and removes its data. */
    void end() {
        if (isRunning()) {
            stop();
        }
        removeData();
    }

    private void makeDatabase() {
        databaseAt(Postgres.require().database("test_" + name.toLowerCase(Locale.ROOT)));
    }

    private Application databaseAt(String url) {
        Postgres postgres = Postgres.require();
        return property("spring.datasource.url", url)
                .property("spring.datasource.username", postgres.user())
                .property("spring.datasource.password", postgres.password());
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + memory,
                // Most tests are over before the second compiler has paid for itself.
                "-XX:TieredStopAtLevel=1",
                Shipped.cache()));
        command.addAll(Shipped.JAVA_OPTIONS);
        command.addAll(javaOptions.get());
        command.addAll(
                List.of("-jar", Shipped.application().toString(), "--server.port=0", "--signalbox.data=" + data()));
        properties.forEach((key, value) -> command.add("--" + key + "=" + value));
        return command;
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** The log stays, to be read. */
    private void removeData() {
        if (folder == null || !Files.exists(data())) {
            return;
        }
        try (var paths = Files.walk(data())) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
