package io.signalbox.webapp.run;

import io.signalbox.engine.Finding;
import io.signalbox.engine.run.Run;
import io.signalbox.engine.run.Runs;
import io.signalbox.engine.run.StartRun;
import io.signalbox.webapp.problem.Refused;
import io.signalbox.webapp.request.JsonBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
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
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import java.net.URI;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@RestController
@Tag(name = "Runs")
class StartController {

    private final Runs runs;
    private final Waiting waiting;
    private final Intake intake;

    StartController(Runs runs, Waiting waiting, Intake intake) {
        this.runs = runs;
        this.waiting = waiting;
        this.intake = intake;
    }

    @PostMapping(path = "/api/v1/runbooks/{key}/runs", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "startRun", summary = "Start a run")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = StartRequest.class)))
    @ApiResponse(responseCode = "201", description = "Started")
    @ApiResponse(responseCode = "200", description = "An earlier request with this Idempotency-Key started it")
    ResponseEntity<Run> start(
            @PathVariable String key,
            JsonBody body,
            @Parameter(description = "The same key with the same content gives the same run")
                    @RequestHeader(name = "Idempotency-Key", required = false)
                    @Nullable
                    String idempotencyKey,
            @Parameter(description = "wait=<seconds>: answer when the run has ended, or after that time")
                    @RequestHeader(name = "Prefer", required = false)
                    @Nullable
                    String prefer,
            Principal actor) {
        intake.check();
        StartRun request = read(key, body, checked(idempotencyKey), actor.getName());
        Runs.Started started = runs.start(request);
        Optional<Duration> wanted = waiting.wanted(prefer);
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(started.created() ? 201 : 200)
                .location(URI.create("/api/v1/runs/" + started.id()));
        wanted.ifPresent(time -> answer.header("Preference-Applied", "wait=" + time.toSeconds()));
        return answer.body(
                wanted.map(time -> waiting.forEnd(started.id(), time)).orElseGet(() -> runs.get(started.id())));
    }

    private static StartRun read(String key, JsonBody body, @Nullable String idempotencyKey, String actor) {
        Map<String, Object> inputs = body.object("inputs");
        Integer version = body.positive("version");
        String reason = body.text("reason", 1000);
        String businessKey = body.text("businessKey", 255);
        boolean dryRun = body.flag("dryRun");
        body.done();
        if (dryRun) {
            throw new Refused(
                    501, "NOT_AVAILABLE", "Runs cannot be tried out yet; leave dryRun out to start this one.");
        }
        return new StartRun(
                key, version, inputs == null ? Map.of() : inputs, reason, businessKey, idempotencyKey, actor);
    }

    private static @Nullable String checked(@Nullable String idempotencyKey) {
        if (idempotencyKey != null && !idempotencyKey.matches("[\\x21-\\x7e]{1,255}")) {
            String message = "Idempotency-Key must have 1 to 255 visible ASCII characters.";
            throw new Refused(
                    400, "HEADER_INVALID", message, List.of(Finding.error("header", "?Idempotency-Key", message)));
        }
        return idempotencyKey;
    }

    /**
     * What to start.
     *
     * @param inputs as the runbook's inputSchema says
     * @param reason why; shown in the timeline
     * @param version of the runbook; the latest if left out
     * @param businessKey what the run is about, to find it by
     * @param dryRun only say what would be done
     */
    record StartRequest(
            @Nullable Map<String, Object> inputs,
            @Nullable String reason,
            @Nullable Integer version,
            @Nullable String businessKey,
            @Nullable Boolean dryRun) {}
}
