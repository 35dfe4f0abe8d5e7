package io.signalbox.benchmarks;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Pages with much on them, in Chromium: how long they take to open, and how evenly they move. The script {@code pages/measure.mjs} looks. */
final class Pages {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Pages() {}

    static void measure(Signalbox signalbox, Postgres postgres, Map<String, String> runs, Report report)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        "node",
                        Options.project()
                                .resolve("tests/benchmarks/pages/measure.mjs")
                                .toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        Map<String, String> environment = new HashMap<>(runs);
        environment.put(
                "SERVERS",
                Stream.concat(signalbox.processes().stream(), Stream.of(postgres.server()))
                        .map(process -> String.valueOf(process.pid()))
                        .collect(Collectors.joining(" ")));
        environment.put("SIGNALBOX_URL", signalbox.rest().url().toString());
        environment.put("SIGNALBOX_AUTHORIZATION", signalbox.rest().headers().get("Authorization"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode found = MAPPER.readTree(line);
                List<Double> values = new ArrayList<>();
                found.get("values").forEach(value -> values.add(value.asDouble()));
                String name = found.get("name").asString();
                double browser = found.get("browser").asDouble();
                double server = found.get("server").asDouble();
                if (found.get("frames").asBoolean()) {
                    report.frames(name, Sample.of(values), browser, server);
                } else {
                    report.opening(name, Sample.of(values), browser, server);
                }
            }
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException("The pages could not be measured");
        }
    }
}
