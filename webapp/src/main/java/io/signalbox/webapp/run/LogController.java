package io.signalbox.webapp.run;

import io.signalbox.engine.Page;
import io.signalbox.engine.log.LogLine;
import io.signalbox.engine.log.RunLog;
import io.signalbox.engine.run.Runs;
import io.signalbox.sdk.StepLog;
import io.signalbox.webapp.request.Query;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

@RestController
@RequestMapping("/api/v1/runs/{id}/log")
@Tag(name = "Runs")
class LogController {

    private static final int BATCH = 1000;
    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private final Runs runs;
    private final RunLog log;

    LogController(Runs runs, RunLog log) {
        this.runs = runs;
        this.log = log;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "readLog", summary = "Lines of the log, oldest first; text/plain gives them all")
    @Parameter(
            name = "after",
            in = ParameterIn.QUERY,
            description = "id of a line, or next of the page before",
            schema = @Schema(type = "integer", format = "int64", minimum = "0"))
    @Parameter(
            name = "before",
            in = ParameterIn.QUERY,
            description =
                    "instead of after: the last lines before this id, oldest first; next then leads to older ones",
            schema = @Schema(type = "integer", format = "int64", minimum = "0"))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema = @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "200"))
    @Parameter(name = "step", in = ParameterIn.QUERY, description = "id of a step")
    @Parameter(name = "host", in = ParameterIn.QUERY)
    @Parameter(
            name = "level",
            in = ParameterIn.QUERY,
            description = "this one and those that matter more",
            schema = @Schema(implementation = StepLog.Level.class))
    @Parameter(name = "q", in = ParameterIn.QUERY, description = "text in the line")
    Page<LogLine> page(@PathVariable String id, Query query) {
        long after = query.whole("after", 0, Long.MAX_VALUE, 0);
        long before = query.whole("before", 0, Long.MAX_VALUE, 0);
        int limit = (int) query.whole("limit", 1, BATCH, 200);
        RunLog.Filter filter = filter(query);
        query.done();
        runs.get(id);
        if (before > 0) {
            List<LogLine> lines = log.readBefore(id, before, limit + 1, filter);
            List<LogLine> page = lines.size() > limit ? lines.subList(1, lines.size()) : lines;
            return new Page<>(
                    page, lines.size() > limit ? String.valueOf(page.getFirst().id()) : null);
        }
        List<LogLine> lines = log.read(id, after, limit + 1, filter);
        if (lines.size() <= limit) {
            return new Page<>(lines, null);
        }
        return new Page<>(
                lines.subList(0, limit), String.valueOf(lines.get(limit - 1).id()));
    }

    @GetMapping(produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<StreamingResponseBody> text(@PathVariable String id, Query query) {
        long after = query.whole("after", 0, Long.MAX_VALUE, 0);
        RunLog.Filter filter = filter(query);
        query.done();
        runs.get(id);
        return ResponseEntity.ok().contentType(TEXT).body(out -> {
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            writeAll(id, after, filter, writer);
            writer.flush();
        });
    }

    private void writeAll(String id, long from, RunLog.Filter filter, Writer writer) throws IOException {
        long after = from;
        List<LogLine> lines;
        do {
            lines = log.read(id, after, BATCH, filter);
            for (LogLine line : lines) {
                writer.write("%s %-5s %s%s%n"
                        .formatted(
                                line.time(), line.level(), line.host() == null ? "" : line.host() + ": ", line.text()));
                after = line.id();
            }
        } while (lines.size() == BATCH);
    }

    private static RunLog.Filter filter(Query query) {
        return new RunLog.Filter(
                query.text("step"), query.text("host"), query.choice("level", StepLog.Level.class), query.text("q"));
    }
}
