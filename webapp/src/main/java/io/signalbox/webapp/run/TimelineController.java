package io.signalbox.webapp.run;

import io.signalbox.engine.Page;
import io.signalbox.engine.run.Runs;
import io.signalbox.engine.run.TimelineEntry;
import io.signalbox.webapp.request.Pages;
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

import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

@RestController
@RequestMapping("/api/v1/runs/{id}/timeline")
@Tag(name = "Runs")
class TimelineController {

    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private final Runs runs;

    TimelineController(Runs runs) {
        this.runs = runs;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "getTimeline",
            summary = "Everything that happened in a run, oldest first; text/plain gives it as a table to read")
    @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema = @Schema(type = "integer", minimum = "1", maximum = "5000", defaultValue = "1000"))
    Page<TimelineEntry> page(@PathVariable String id, Query query) {
        String cursor = query.text("cursor");
        int limit = RunController.manyAtOnce(query);
        query.done();
        return Pages.after(runs.timeline(id), TimelineEntry::id, cursor, limit);
    }

    @GetMapping(produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<String> text(@PathVariable String id, Query query) {
        query.done();
        String table = runs.timeline(id).stream().map(TimelineController::row).collect(Collectors.joining());
        return ResponseEntity.ok().contentType(TEXT).body(table);
    }

    private static String row(TimelineEntry entry) {
        String what = Stream.of(entry.title(), entry.text(), entry.actor() == null ? null : "by " + entry.actor())
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(" — "));
        return "%-24s  %-21s  %-10s  %s%n"
                .formatted(
                        entry.time().truncatedTo(ChronoUnit.MILLIS),
                        entry.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        entry.host() == null ? "" : entry.host(),
                        what);
    }
}
