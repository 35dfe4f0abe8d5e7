package io.signalbox.webapp.run;

import io.signalbox.engine.event.RunFeed;
import io.signalbox.engine.run.Run;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One client that follows one run. A client that reads slowly holds up its own thread of the feed and nobody else. */
final class EventStream implements RunFeed.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    private static final long NEVER = 0;

    private final SseEmitter emitter = new SseEmitter(NEVER);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean runEnded;
    private volatile RunFeed.@Nullable Subscription subscription;

    SseEmitter emitter() {
        return emitter;
    }

    void follow(RunFeed feed, String runId, @Nullable String cursor) {
        RunFeed.Subscription opened = feed.follow(runId, cursor, this);
        subscription = opened;
        if (ended.getCount() == 0) {
            opened.close();
        }
    }

    void followAll(RunFeed feed) {
        RunFeed.Subscription opened = feed.followAll(
                () -> emitter.send(SseEmitter.event().name("changed").data("{}")));
        subscription = opened;
        if (ended.getCount() == 0) {
            opened.close();
        }
    }

    /** Sends a comment whenever that long has passed, so that proxies keep the connection and a client that went away is noticed. */
    void keepAlive(Duration every) {
        Thread.ofVirtual().name("heartbeat").start(() -> {
            try {
                while (!ended.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                    emitter.send(SseEmitter.event().comment("alive"));
                }
            } catch (IOException | IllegalStateException e) {
                LOG.debug("The client of a stream of events went away", e);
                close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void on(RunFeed.Event event) throws IOException {
        runEnded = event.data() instanceof Run run ? run.state().ended() : runEnded;
        emitter.send(SseEmitter.event()
                .id(event.cursor())
                .name(event.type())
                .data(event.data(), MediaType.APPLICATION_JSON));
    }

    @Override
    public void ended() {
        try {
            // Without it, a client knows that it is to come back and go on.
            if (runEnded) {
                emitter.send(SseEmitter.event().name("end").data("{}"));
            }
        } catch (IOException | IllegalStateException e) {
            LOG.debug("The client of a stream of events went away before its end", e);
        }
        end();
    }

    /** Ends the stream towards the client. */
    void end() {
        emitter.complete();
        close();
    }

    /** Lets go of the feed. */
    void close() {
        ended.countDown();
        RunFeed.Subscription opened = subscription;
        if (opened != null) {
            opened.close();
        }
    }
}
