package io.signalbox.engine.event;

import io.signalbox.engine.Finding;
import io.signalbox.engine.Rejected;
import io.signalbox.engine.log.LogLine;
import io.signalbox.engine.log.RunLog;
import io.signalbox.engine.run.Run;
import io.signalbox.engine.run.RunTree;
import io.signalbox.engine.run.Runs;
import io.signalbox.engine.run.TimelineEntry;
import io.signalbox.engine.step.StepView;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows runs by looking again at what is stored of them whenever a signal says that it changed, here or, as {@link RemoteChanges}
 * sees, on another node. What was sent is remembered per subscription, so that only news is sent.
 */
public final class JdbcRunFeed implements RunFeed {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcRunFeed.class);
    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Duration POLL_ALL = Duration.ofSeconds(5);
    private static final Duration BETWEEN_CHANGES = Duration.ofMillis(750);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    /** What was committed late, or by a clock that differs, is sent again after a reconnect rather than lost. */
    private static final Duration OVERLAP = Duration.ofSeconds(3);

    private static final int LINES = 2000;

    private final Runs runs;
    private final RunLog log;
    private final RunTree tree;
    private final RunSignals signals;
    private final Clock clock;

    public JdbcRunFeed(Runs runs, RunLog log, RunTree tree, RunSignals signals, Clock clock) {
        this.runs = runs;
        this.log = log;
        this.tree = tree;
        this.signals = signals;
        this.clock = clock;
    }

    /** How far a receiver is: the time up to which it knows what happened, and its last log line. */
    private record Cursor(Instant time, long line) {

        private static final Pattern FORM = Pattern.compile("(\\d{1,15})-(\\d{1,18})");

        static Cursor read(@Nullable String text) {
            if (text == null || text.isBlank()) {
                return new Cursor(Instant.EPOCH, 0);
            }
            Matcher matcher = FORM.matcher(text);
            if (!matcher.matches()) {
                String message = "'" + text + "' is not an event id that this stream gave out; begin without one.";
                throw new Rejected(
                        Rejected.Kind.MALFORMED,
                        "CURSOR_INVALID",
                        message,
                        List.of(Finding.error("cursor", "?Last-Event-ID", message)));
            }
            return new Cursor(Instant.ofEpochMilli(Long.parseLong(matcher.group(1))), Long.parseLong(matcher.group(2)));
        }

        String text() {
            return time.toEpochMilli() + "-" + line;
        }
    }

    @Override
    public Subscription follow(String runId, @Nullable String cursor, Listener listener) {
        Cursor from = Cursor.read(cursor);
        String rootId = tree.branch(runId).rootId();
        RunSignals.Watch watch = signals.watch(rootId);
        Following following = new Following(runId, from, listener, watch);
        Thread thread = Thread.ofVirtual().name("feed " + runId).start(following);
        return thread::interrupt;
    }

    @Override
    public String now(String runId) {
        return new Cursor(clock.instant(), log.last(runId)).text();
    }

    @Override
    public Subscription followAll(AllListener listener) {
        RunSignals.Watch watch = signals.watch(RunSignals.ALL);
        Thread thread = Thread.ofVirtual().name("feed of all").start(() -> {
            try (watch) {
                String known = tree.open();
                while (true) {
                    boolean rang = watch.await(POLL_ALL);
                    String found = tree.open();
                    if (rang || !found.equals(known)) {
                        known = found;
                        listener.changed();
                        watch.rest(BETWEEN_CHANGES);
                    }
                }
            } catch (InterruptedException e) {
                LOG.debug("Nobody follows all runs here any more");
            } catch (Exception e) {
                LOG.debug("Following all runs ended: the receiver is gone", e);
            }
        });
        return thread::interrupt;
    }

    private final class Following implements Runnable {

        private final String runId;
        private final Listener listener;
        private final RunSignals.Watch watch;
        private final Map<String, Object> sent = new HashMap<>();
        private final Set<String> entries = new HashSet<>();
        private final Instant since;
        private Cursor at;

        Following(String runId, Cursor from, Listener listener, RunSignals.Watch watch) {
            this.runId = runId;
            this.at = from;
            this.since = from.time().equals(Instant.EPOCH)
                    ? Instant.EPOCH
                    : from.time().minus(OVERLAP);
            this.listener = listener;
            this.watch = watch;
        }

        @Override
        public void run() {
            try (watch) {
                while (!look()) {
                    watch.rest(BETWEEN_LOOKS);
                    watch.await(POLL);
                }
            } catch (InterruptedException e) {
                LOG.debug("Nobody follows run {} here any more", runId);
            } catch (Exception e) {
                LOG.debug("Following run {} ended: the receiver is gone", runId, e);
            }
            listener.ended();
        }

        /** Sends what is new. Returns whether that was all there will ever be. */
        private boolean look() throws Exception {
            Instant now = clock.instant();
            Run run = runs.get(runId);
            boolean ended = run.state().ended();
            List<StepView> steps = runs.steps(runId);
            for (TimelineEntry entry : runs.timeline(runId)) {
                if (!entry.time().isBefore(since) && entries.add(entry.id())) {
                    send("timeline", entry);
                }
            }
            for (StepView step : steps) {
                if (!step.equals(sent.put(step.id(), step)) && !isOld(step)) {
                    send("step", step);
                }
            }
            lines();
            at = new Cursor(now, at.line());
            if (!run.equals(sent.put("run", run))) {
                send("run", run);
            }
            return ended;
        }

        /** Whether the receiver had this before it reconnected. */
        private boolean isOld(StepView step) {
            Instant ended = step.endedAt();
            return ended != null && ended.isBefore(since) && step.undo() == StepView.Undo.NONE;
        }

        private void lines() throws Exception {
            List<LogLine> lines;
            do {
                lines = log.read(runId, at.line(), LINES, RunLog.Filter.ALL);
                for (LogLine line : lines) {
                    at = new Cursor(at.time(), line.id());
                    send("log", line);
                }
            } while (lines.size() == LINES);
        }

        private void send(String type, Object data) throws Exception {
            listener.on(new Event(at.text(), type, data));
        }
    }
}
