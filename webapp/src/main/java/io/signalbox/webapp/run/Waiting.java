package io.signalbox.webapp.run;

import io.signalbox.engine.run.Run;
import io.signalbox.engine.run.Runs;
import io.signalbox.webapp.settings.SignalboxSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests that wait for the end of a run ({@code Prefer: wait}, RFC 7240). Shutting down does not wait for them. */
@Component
final class Waiting {

    private static final Pattern WAIT = Pattern.compile("(?:^|[,;])\\s*wait\\s*=\\s*\"?(\\d{1,9})\"?\\s*(?=$|[,;])");

    private final Runs runs;
    private final Duration longest;
    private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    Waiting(Runs runs, SignalboxSettings settings) {
        this.runs = runs;
        this.longest = settings.limits().longestWait();
    }

    /** How long to wait: as long as was asked for, and no longer than is allowed. */
    Optional<Duration> wanted(@Nullable String prefer) {
        Matcher wait = WAIT.matcher(prefer == null ? "" : prefer);
        if (!wait.find()) {
            return Optional.empty();
        }
        Duration wanted = Duration.ofSeconds(Long.parseLong(wait.group(1)));
        return Optional.of(wanted.compareTo(longest) > 0 ? longest : wanted);
    }

    /** The run when it has ended, or as it is after that time or when the application shuts down. */
    Run forEnd(String runId, Duration atMost) {
        waiting.add(Thread.currentThread());
        try {
            return closing ? runs.get(runId) : runs.awaitEnd(runId, atMost);
        } catch (InterruptedException e) {
            // Shutting down: the answer goes out with the run as it is now.
            return runs.get(runId);
        } finally {
            waiting.remove(Thread.currentThread());
        }
    }

    @EventListener
    void closing(ContextClosedEvent event) {
        closing = true;
        waiting.forEach(Thread::interrupt);
    }
}
