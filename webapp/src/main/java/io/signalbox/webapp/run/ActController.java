package io.signalbox.webapp.run;

import io.signalbox.engine.run.Run;
import io.signalbox.engine.run.Runs;
import io.signalbox.engine.step.StepView;
import io.signalbox.engine.step.Steps;
import io.signalbox.webapp.request.JsonBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.net.URI;
import java.security.Principal;
import java.util.Map;

/** What people do to a run by hand. Each act has a reason, and stands in the timeline. */
@RestController
@RequestMapping(path = "/api/v1/runs/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Runs")
class ActController {

    private static final int LONGEST_REASON = 1000;

    private final Runs runs;
    private final Steps steps;
    private final Intake intake;

    ActController(Runs runs, Steps steps, Intake intake) {
        this.runs = runs;
        this.steps = steps;
        this.intake = intake;
    }

    @PostMapping("/cancel")
    @Operation(operationId = "cancelRun", summary = "Stop a run; what it did stays")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ActRequest.class)))
    Run cancel(@PathVariable String id, JsonBody body, Principal actor) {
        return runs.cancel(id, onlyReason(body), actor.getName());
    }

    @PostMapping("/rollback")
    @Operation(
            operationId = "rollBackRun",
            summary =
                    "Stop a run if it still goes on, and take back its changes in a run of its own, which is returned")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ActRequest.class)))
    @ApiResponse(responseCode = "201", description = "The run that takes the changes back")
    ResponseEntity<Run> rollback(@PathVariable String id, JsonBody body, Principal actor) {
        intake.check();
        Run rollback = runs.rollback(id, onlyReason(body), actor.getName());
        return ResponseEntity.created(URI.create("/api/v1/runs/" + rollback.id()))
                .body(rollback);
    }

    @PostMapping("/steps/{stepId}/retry")
    @Operation(operationId = "retryStep", summary = "Try again a step that needs attention")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = RetryRequest.class)))
    StepView retry(@PathVariable String id, @PathVariable String stepId, JsonBody body, Principal actor) {
        Map<String, Object> input = body.object("input");
        return steps.retry(id, stepId, input, onlyReason(body), actor.getName());
    }

    @PostMapping("/steps/{stepId}/skip")
    @Operation(operationId = "skipStep", summary = "Go on without a step that needs attention")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = SkipRequest.class)))
    StepView skip(@PathVariable String id, @PathVariable String stepId, JsonBody body, Principal actor) {
        Map<String, Object> output = body.object("output");
        return steps.skip(id, stepId, output == null ? Map.of() : output, onlyReason(body), actor.getName());
    }

    @PostMapping("/steps/{stepId}/resolve")
    @Operation(
            operationId = "resolveStep",
            summary = "Say what a step came to whose outcome is unknown",
            description =
                    "Only for a step that needs attention with the error OUTCOME_UNKNOWN. If it happened, the step is done with these "
                            + "outputs; if it did not, it is done again.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ResolveRequest.class)))
    StepView resolve(@PathVariable String id, @PathVariable String stepId, JsonBody body, Principal actor) {
        boolean happened = body.requiredFlag("happened");
        Map<String, Object> outputs = body.object("outputs");
        String reason = onlyReason(body);
        return steps.resolve(id, stepId, happened, outputs == null ? Map.of() : outputs, reason, actor.getName());
    }

    private static String onlyReason(JsonBody body) {
        String reason = body.requiredText("reason", LONGEST_REASON);
        body.done();
        return reason;
    }

    /** An act. */
    record ActRequest(String reason) {}

    /**
     * Trying again.
     *
     * @param input replaces the whole input of the step; it stays as it was if left out
     */
    record RetryRequest(String reason, @Nullable Map<String, Object> input) {}

    /**
     * What a step came to.
     *
     * @param happened whether its effect is there
     * @param outputs what the operation would have returned; only read if it happened
     */
    record ResolveRequest(
            boolean happened, String reason, @Nullable Map<String, Object> outputs) {}

    /**
     * Going on without.
     *
     * @param output stands for the output of the step
     */
    record SkipRequest(String reason, @Nullable Map<String, Object> output) {}
}
