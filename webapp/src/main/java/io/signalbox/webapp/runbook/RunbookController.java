package io.signalbox.webapp.runbook;

import io.signalbox.engine.Finding;
import io.signalbox.engine.Page;
import io.signalbox.engine.runbook.Runbook;
import io.signalbox.engine.runbook.Runbooks;
import io.signalbox.webapp.problem.ProblemFinding;
import io.signalbox.webapp.request.Pages;
import io.signalbox.webapp.request.Query;
import io.signalbox.webapp.request.XmlBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Map;

@RestController
@RequestMapping("/api/v1/runbooks")
@Tag(name = "Runbooks", description = "The library: diagrams and their versions.")
class RunbookController {

    private final Runbooks runbooks;

    RunbookController(Runbooks runbooks) {
        this.runbooks = runbooks;
    }

    @GetMapping
    @Operation(operationId = "listRunbooks", summary = "The latest version of each runbook, by key")
    @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema = @Schema(type = "integer", minimum = "1", maximum = "200", defaultValue = "50"))
    Page<Runbook> list(Query query) {
        String cursor = query.text("cursor");
        int limit = query.limit();
        query.done();
        return Pages.after(runbooks.list(), Runbook::key, cursor, limit);
    }

    @GetMapping("/{key}")
    @Operation(operationId = "getRunbook", summary = "The latest version of a runbook")
    RunbookDetail get(@PathVariable String key) {
        return detail(runbooks.latest(key));
    }

    @GetMapping("/{key}/versions")
    @Operation(operationId = "listRunbookVersions", summary = "The versions of a runbook, newest first")
    @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema = @Schema(type = "integer", minimum = "1", maximum = "200", defaultValue = "50"))
    Page<Runbook> versions(@PathVariable String key, Query query) {
        String cursor = query.text("cursor");
        int limit = query.limit();
        query.done();
        return Pages.after(runbooks.versions(key), r -> String.valueOf(r.version()), cursor, limit);
    }

    @GetMapping("/{key}/versions/{version}")
    @Operation(operationId = "getRunbookVersion", summary = "A version of a runbook")
    RunbookDetail version(@PathVariable String key, @PathVariable int version) {
        return detail(runbooks.version(key, version));
    }

    @GetMapping(path = "/{key}/versions/{version}/diagram", produces = MediaType.APPLICATION_XML_VALUE)
    @Operation(operationId = "getDiagram", summary = "The BPMN XML exactly as it was deployed")
    ResponseEntity<String> diagram(@PathVariable String key, @PathVariable int version) {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.APPLICATION_XML, java.nio.charset.StandardCharsets.UTF_8))
                .body(runbooks.diagram(key, version));
    }

    @PostMapping(consumes = {MediaType.APPLICATION_XML_VALUE, MediaType.TEXT_XML_VALUE})
    @Operation(operationId = "deployRunbook", summary = "Validate a diagram and deploy it")
    @RequestBody(
            required = true,
            content = @Content(mediaType = MediaType.APPLICATION_XML_VALUE, schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "201", description = "A new version")
    @ApiResponse(responseCode = "200", description = "This very content is the latest version already")
    ResponseEntity<Deployed> deploy(XmlBody diagram, Principal actor) {
        Runbooks.Deployed deployed = runbooks.deploy(diagram.bytes(), actor.getName());
        Runbook runbook = deployed.runbook();
        URI location = URI.create("/api/v1/runbooks/" + runbook.key() + "/versions/" + runbook.version());
        Deployed body = new Deployed(runbook.key(), runbook.version(), runbook.name(), findings(deployed.warnings()));
        return ResponseEntity.status(deployed.created() ? 201 : 200)
                .location(location)
                .body(body);
    }

    @PostMapping(
            path = "/validate",
            consumes = {MediaType.APPLICATION_XML_VALUE, MediaType.TEXT_XML_VALUE})
    @Operation(
            operationId = "validateRunbook",
            summary = "Everything that is wrong with a diagram; nothing is deployed")
    @RequestBody(
            required = true,
            content = @Content(mediaType = MediaType.APPLICATION_XML_VALUE, schema = @Schema(type = "string")))
    Validated validate(XmlBody diagram) {
        List<Finding> findings = runbooks.validate(diagram.bytes());
        return new Validated(
                findings.stream().noneMatch(f -> f.severity() == Finding.Severity.ERROR), findings(findings));
    }

    private RunbookDetail detail(Runbook runbook) {
        return new RunbookDetail(runbook, runbooks.inputSchema(runbook));
    }

    private static List<ProblemFinding> findings(List<Finding> findings) {
        return findings.stream().map(ProblemFinding::of).toList();
    }

    /**
     * A version with what a start needs to know.
     *
     * @param inputSchema the inputs as JSON Schema 2020-12
     */
    record RunbookDetail(
            @com.fasterxml.jackson.annotation.JsonUnwrapped Runbook runbook, Map<String, Object> inputSchema) {}

    /** What a deployment came to. */
    record Deployed(String key, int version, String name, List<ProblemFinding> warnings) {}

    /**
     * What a validation came to.
     *
     * @param deployable whether nothing but warnings was found
     */
    record Validated(boolean deployable, List<ProblemFinding> findings) {}
}
