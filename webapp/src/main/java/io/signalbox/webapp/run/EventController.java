package io.signalbox.webapp.run;

import io.signalbox.engine.event.RunFeed;
import io.signalbox.webapp.request.Query;
import io.signalbox.webapp.settings.SignalboxSettings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

@RestController
@Tag(name = "Runs")
class EventController {

    private final RunFeed feed;
    private final Duration heartbeat;
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();

    EventController(RunFeed feed, SignalboxSettings settings) {
        this.feed = feed;
        this.heartbeat = settings.events().heartbeat();
    }

    @GetMapping(path = "/api/v1/runs/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            operationId = "followRun",
            summary = "A run from the beginning, and then live",
            description = "Events run, step, timeline and log carry what the resource of that name shows, and an id to "
                    + "go on from; an event may come twice, with the same id. The last one is end.")
    @ApiResponse(
            responseCode = "200",
            description = "Events",
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string")))
    SseEmitter follow(
            @PathVariable String id,
            @Parameter(description = "id of the last event that was received")
                    @RequestHeader(name = "Last-Event-ID", required = false)
                    @Nullable
                    String lastEventId,
            @Parameter(
                            name = "from",
                            in = ParameterIn.QUERY,
                            description = "now: leave out what is over",
                            schema = @Schema(type = "string", allowableValues = "now"))
                    Query query) {
        boolean onlyNews = query.choice("from", From.class) != null;
        query.done();
        EventStream stream = new EventStream();
        SseEmitter emitter = stream.emitter();
        emitter.onCompletion(() -> {
            stream.close();
            open.remove(stream);
        });
        String given = lastEventId == null || lastEventId.isBlank() ? null : lastEventId;
        stream.follow(feed, id, given == null && onlyNews ? feed.now(id) : given);
        open.add(stream);
        stream.keepAlive(heartbeat);
        return emitter;
    }

    private enum From {
        NOW
    }

    @GetMapping(path = "/api/v1/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            operationId = "followRuns",
            summary = "Says that runs have changed, so that lists can be asked for again",
            description = "Event changed, without content; several changes may be told with one.")
    @ApiResponse(
            responseCode = "200",
            description = "Events",
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string")))
    SseEmitter followAll() {
        EventStream stream = new EventStream();
        SseEmitter emitter = stream.emitter();
        emitter.onCompletion(() -> {
            stream.close();
            open.remove(stream);
        });
        stream.followAll(feed);
        open.add(stream);
        stream.keepAlive(heartbeat);
        return emitter;
    }

    /** Shutting down does not wait for those who watch; they come back and go on from their last event. */
    @EventListener
    void closing(ContextClosedEvent event) {
        open.forEach(EventStream::end);
    }
}
