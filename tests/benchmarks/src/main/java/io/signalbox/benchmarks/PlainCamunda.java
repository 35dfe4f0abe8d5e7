package io.signalbox.benchmarks;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Camunda used the ordinary way: a server with full history and, for external tasks, a worker. */
final class PlainCamunda implements Subject {

    private static final String PACKAGE = "io.signalbox.benchmarks.camunda.";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ");
    private static final int MOST = 100_000;

    /** What does the steps. */
    enum Steps {
        EXTERNAL("external tasks, official client, 16 threads"),
        DELEGATES("asynchronous delegates");

        private final String text;

        Steps(String text) {
            this.text = text;
        }
    }

    private final Steps steps;
    private final JavaProcess server;
    private final @Nullable JavaProcess worker;
    private final Rest rest;

    PlainCamunda(Options options, Postgres postgres, Steps steps) throws IOException, InterruptedException {
        this.steps = steps;
        server = java(
                options,
                "CamundaServer",
                Pattern.compile("Camunda listens on (http://\\S+)"),
                postgres.url(),
                postgres.user(),
                postgres.password());
        rest = Rest.to(URI.create(server.said()), Map.of());
        worker = steps == Steps.EXTERNAL
                ? java(options, "CamundaWorker", Pattern.compile("(worker is ready)"), server.said(), "16")
                : null;
        rest.upload("deployment/create", "w1.bpmn", Diagrams.sequence("w1", Throughput.STEPS, this::step));
    }

    private static JavaProcess java(Options options, String program, Pattern ready, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(options.java());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), PACKAGE + program));
        command.addAll(List.of(arguments));
        return new JavaProcess(program, command, ready);
    }

    private String step(int number) {
        String how = switch (steps) {
            case EXTERNAL -> "camunda:type=\"external\" camunda:topic=\"note\"";
            case DELEGATES -> "camunda:asyncBefore=\"true\" camunda:class=\"" + PACKAGE + "NoteDelegate\"";
        };
        return """
                <serviceTask id="step%d" name="Step %d" %s><extensionElements>
                <camunda:inputOutput><camunda:inputParameter name="text">${greeting} ${name}, step %d</camunda:inputParameter></camunda:inputOutput>
                </extensionElements></serviceTask>
                """.formatted(number, number, how, number);
    }

    @Override
    public String name() {
        return "Camunda 7.24, " + steps.text;
    }

    @Override
    public void start(int number) {
        rest.post("process-definition/key/w1/start", "application/json", """
                {"variables": {"greeting": {"value": "hello", "type": "String"}, "name": {"value": "you %d", "type": "String"}}}
                """.formatted(number));
    }

    @Override
    public boolean allEnded() {
        return rest.get("process-instance/count").get("count").asInt() == 0;
    }

    @Override
    public List<Ended> ended(Instant since) {
        // Its times have no more than milliseconds.
        String after = TIME.format(since.minusMillis(1).atOffset(ZoneOffset.UTC));
        JsonNode all = rest.post(
                "history/process-instance?maxResults=" + MOST,
                "application/json",
                "{\"finished\": true, \"startedAfter\": \"" + after + "\"}");
        return all.valueStream()
                .map(run -> new Ended(time(run.get("startTime")), time(run.get("endTime"))))
                .toList();
    }

    private static Instant time(JsonNode text) {
        return OffsetDateTime.parse(text.asString(), TIME).toInstant();
    }

    @Override
    public Collection<ProcessHandle> processes() {
        return worker == null ? List.of(server.handle()) : List.of(server.handle(), worker.handle());
    }

    @Override
    public void close() {
        if (worker != null) {
            worker.close();
        }
        server.close();
    }
}
