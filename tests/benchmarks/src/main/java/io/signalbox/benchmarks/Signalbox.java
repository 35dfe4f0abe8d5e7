package io.signalbox.benchmarks;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The application as it is shipped, one or more nodes of it. */
final class Signalbox implements Subject {

    private static final String TOKEN = "benchmarks";
    private static final String RUNBOOK = "w1";
    private static final Pattern LISTENS = Pattern.compile("Signalbox listens on (http://\\S+)");

    private final List<JavaProcess> nodes = new ArrayList<>();
    private final List<Rest> rest = new ArrayList<>();
    private final String name;

    /**
     * @param postgres null for a new H2 file
     * @param properties as {@code name=value}
     */
    Signalbox(Options options, @Nullable Postgres postgres, int count, String... properties)
            throws IOException, InterruptedException {
        name = "Signalbox on " + (postgres == null ? "H2" : "PostgreSQL") + (count == 1 ? "" : ", " + count + " nodes");
        for (int number = 0; number < count; number++) {
            Path data = Files.createTempDirectory(
                    Files.createDirectories(Options.folder().resolve("data")), "node-");
            List<String> arguments = new ArrayList<>(options.java());
            if (options.profile()) {
                arguments.add(
                        "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + recording(number));
            }
            arguments.addAll(List.of(
                    "-jar",
                    Options.folder().resolve("application/signalbox-webapp.jar").toString(),
                    "--server.port=0",
                    "--signalbox.data=" + data,
                    "--signalbox.security.users[0].name=benchmarks",
                    "--signalbox.security.users[0].roles=ADMIN",
                    "--signalbox.security.users[0].tokens=" + sha256(TOKEN)));
            List.of(properties).forEach(property -> arguments.add("--" + property));
            options.properties().forEach(property -> arguments.add("--" + property));
            if (postgres != null) {
                postgres.properties().forEach(property -> arguments.add("--" + property));
            }
            JavaProcess node = new JavaProcess("signalbox-" + number, arguments, LISTENS);
            nodes.add(node);
            rest.add(Rest.to(URI.create(node.said()), Map.of("Authorization", "Bearer " + TOKEN)));
        }
        deploy(Diagrams.notes(RUNBOOK, 5));
    }

    static Path recording(int node) {
        return Options.folder().resolve("signalbox-" + node + ".jfr");
    }

    @Override
    public String name() {
        return name;
    }

    void deploy(String diagram) {
        rest().post("/api/v1/runbooks", "application/xml", diagram);
    }

    /** To the first node. */
    Rest rest() {
        return rest.getFirst();
    }

    @Override
    public void start(int number) {
        startText(rest.get(number % rest.size()), RUNBOOK, "you " + number);
    }

    static JsonNode start(Rest rest, String runbook, String name) {
        return Rest.read(startText(rest, runbook, name));
    }

    static String startText(Rest rest, String runbook, String name) {
        return rest.postText(
                "/api/v1/runbooks/" + runbook + "/runs",
                "application/json",
                "{\"inputs\": {\"greeting\": \"hello\", \"name\": \"" + name + "\"}}");
    }

    @Override
    public boolean allEnded() {
        return rest().get("/api/v1/runs?runbook=w1&state=RUNNING,WAITING,NEEDS_ATTENTION&limit=1")
                .get("items")
                .isEmpty();
    }

    @Override
    public List<Ended> ended(Instant since) {
        List<Ended> all = new ArrayList<>();
        String path = "/api/v1/runs?runbook=w1&state=SUCCEEDED&limit=200&from=" + since;
        String cursor = "";
        while (true) {
            JsonNode page = rest().get(path + cursor);
            page.get("items")
                    .forEach(run -> all.add(new Ended(
                            Instant.parse(run.get("startedAt").asString()),
                            Instant.parse(run.get("endedAt").asString()))));
            JsonNode next = page.get("next");
            if (next == null || next.isNull()) {
                return all;
            }
            cursor = "&cursor=" + next.asString();
        }
    }

    @Override
    public Collection<ProcessHandle> processes() {
        return nodes.stream().map(JavaProcess::handle).toList();
    }

    /** Without waiting for what it is at. */
    void kill() {
        nodes.forEach(JavaProcess::kill);
    }

    @Override
    public void close() {
        nodes.forEach(JavaProcess::close);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
