package io.signalbox.webapp.run;

import io.signalbox.engine.Page;
import io.signalbox.engine.run.Run;
import io.signalbox.engine.run.RunFilter;
import io.signalbox.engine.run.RunState;
import io.signalbox.engine.run.Runs;
import io.signalbox.engine.run.Visit;
import io.signalbox.engine.runbook.Runbooks;
import io.signalbox.engine.step.StepView;
import io.signalbox.webapp.request.Query;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;

@RestController
@RequestMapping("/api/v1/runs")
@Tag(name = "Runs", description = "Runs: started, watched, acted on, read afterwards.")
class RunController {

    private final Runs runs;
    private final Runbooks runbooks;

    RunController(Runs runs, Runbooks runbooks) {
        this.runs = runs;
        this.runbooks = runbooks;
    }

    @GetMapping
    @Operation(operationId = "listRuns", summary = "Runs, newest first; called runs belong to their callers")
    @Parameter(name = "runbook", in = ParameterIn.QUERY, description = "key of the runbook")
    @Parameter(
            name = "state",
            in = ParameterIn.QUERY,
            description = "one or more, repeated or with commas",
            array = @ArraySchema(schema = @Schema(implementation = RunState.class)))
    @Parameter(name = "startedBy", in = ParameterIn.QUERY)
    @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            description = "started at or after",
            schema = @Schema(type = "string", format = "date-time"))
    @Parameter(
            name = "to",
            in = ParameterIn.QUERY,
            description = "started before",
            schema = @Schema(type = "string", format = "date-time"))
    @Parameter(name = "q", in = ParameterIn.QUERY, description = "text in inputs and business key")
    @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema = @Schema(type = "integer", minimum = "1", maximum = "200", defaultValue = "50"))
    Page<Run> list(Query query) {
        String runbook = query.text("runbook");
        Set<RunState> states = query.choices("state", RunState.class);
        String startedBy = query.text("startedBy");
        Instant from = query.time("from");
        Instant to = query.time("to");
        String q = query.text("q");
        String cursor = query.text("cursor");
        int limit = query.limit();
        query.done();
        return runs.list(new RunFilter(runbook, states, startedBy, from, to, q), cursor, limit);
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getRun", summary = "A run as it is now")
    Run get(@PathVariable String id) {
        return runs.get(id);
    }

    @GetMapping("/{id}/steps")
    @Operation(operationId = "listSteps", summary = "Steps of a run and of those it called, in the order they began")
    @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema = @Schema(type = "integer", minimum = "1", maximum = "5000", defaultValue = "1000"))
    Page<StepView> steps(@PathVariable String id, Query query) {
        String cursor = query.text("cursor");
        int limit = manyAtOnce(query);
        query.done();
        return runs.steps(id, cursor, limit);
    }

    @GetMapping("/{id}/path")
    @Operation(
            operationId = "getPath",
            summary = "Where the token of a run was and is in its diagram, in the order it came there")
    RunPath path(@PathVariable String id) {
        return new RunPath(runs.path(id));
    }

    /** The whole way. */
    record RunPath(List<Visit> items) {}

    @GetMapping(path = "/{id}/diagram", produces = MediaType.APPLICATION_XML_VALUE)
    @Operation(operationId = "getRunDiagram", summary = "The BPMN XML that the run follows")
    ResponseEntity<String> diagram(@PathVariable String id) {
        Run run = runs.get(id);
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.APPLICATION_XML, StandardCharsets.UTF_8))
                .body(runbooks.diagram(run.runbook(), run.version()));
    }

    /** One run is looked at whole; a page is a guard, not a habit. */
    static int manyAtOnce(Query query) {
        return (int) query.whole("limit", 1, 5000, 1000);
    }
}
