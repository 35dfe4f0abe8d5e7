package io.signalbox.engine.log;

import io.signalbox.engine.Storable;
import io.signalbox.engine.event.RunSignals;
import io.signalbox.sdk.StepLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Writes the lines of all steps of this node, in batches, in the order they came. */
public final class LogWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);
    private static final int BATCH = 1000;
    private static final int LONGEST_LINE = 8000;
    private static final int MOST_WAITING = 100_000;
    private static final int ROOM = 8_000_000;
    /** What a line takes besides its text. */
    private static final int AROUND_A_LINE = 100;

    private static final Duration COLLECT = Duration.ofMillis(100);

    private final LinkedBlockingQueue<Entry> queue = new LinkedBlockingQueue<>(MOST_WAITING);
    private final JdbcTemplate db;
    private final RunSignals signals;
    private final Clock clock;
    private final int linesPerStep;
    private final LogQuota quota;
    private final Thread thread;
    /** In characters: more than that waiting holds their writers up, better a slow step than a full heap. */
    private final Semaphore room = new Semaphore(ROOM);

    private volatile boolean closing;

    public LogWriter(JdbcTemplate db, RunSignals signals, Clock clock, int linesPerStep, int linesPerRun) {
        this.db = db;
        this.signals = signals;
        this.clock = clock;
        this.linesPerStep = linesPerStep;
        this.quota = new LogQuota(linesPerStep, linesPerRun);
        this.thread = Thread.ofPlatform().name("log-writer").daemon().start(this::write);
    }

    private sealed interface Entry {}

    private record Line(
            String runId,
            String rootId,
            String stepId,
            Instant time,
            StepLog.Level level,
            @Nullable String host,
            String text)
            implements Entry {

        int size() {
            return text.length() + AROUND_A_LINE;
        }

        Line cut(String why) {
            return new Line(runId, rootId, stepId, time, StepLog.Level.WARN, host, why);
        }
    }

    private record Flush(CompletableFuture<Void> done) implements Entry {}

    /** The log of one step, or of one more attempt of it. */
    public StepLog open(String runId, String rootId, String stepId, @Nullable String host) {
        return new BoundedLog(runId, rootId, stepId, host);
    }

    /** Waits until what was written so far can be read. */
    public void flush() {
        if (!thread.isAlive()) {
            return;
        }
        Flush flush = new Flush(new CompletableFuture<>());
        queue.add(flush);
        flush.done().orTimeout(10, TimeUnit.SECONDS).exceptionally(_ -> null).join();
    }

    private void write() {
        List<Entry> entries = new ArrayList<>();
        while (!(closing && queue.isEmpty())) {
            try {
                Entry first = queue.poll(COLLECT.toMillis(), TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                entries.add(first);
                if (first instanceof Line) {
                    TimeUnit.MILLISECONDS.sleep(closing ? 0 : COLLECT.toMillis());
                }
                queue.drainTo(entries, BATCH);
                store(entries);
            } catch (InterruptedException e) {
                closing = true;
            } finally {
                entries.clear();
            }
        }
    }

    private void store(List<Entry> entries) {
        List<Line> lines = entries.stream()
                .filter(Line.class::isInstance)
                .map(Line.class::cast)
                .toList();
        int size = lines.stream().mapToInt(Line::size).sum();
        List<Line> kept = within(lines);
        while (!kept.isEmpty()) {
            try {
                insert(kept);
                break;
            } catch (RuntimeException e) {
                LOG.warn("{} log lines cannot be stored; trying again in a second", kept.size(), e);
                if (closing || !waited()) {
                    break;
                }
            }
        }
        room.release(size);
        Set<String> roots = new HashSet<>();
        lines.forEach(line -> roots.add(line.rootId()));
        roots.forEach(signals::changed);
        for (Entry entry : entries) {
            if (entry instanceof Flush(CompletableFuture<Void> done)) {
                done.complete(null);
            }
        }
    }

    /** Without those for which a step or a run has no room left; the first of them says so. */
    private List<Line> within(List<Line> lines) {
        List<Line> kept = new ArrayList<>(lines.size());
        for (Line line : lines) {
            switch (quota.another(line.rootId(), line.stepId())) {
                case KEEP -> kept.add(line);
                case LAST_OF_STEP ->
                    kept.add(line.cut("The log is cut here: a step keeps at most " + linesPerStep + " lines."));
                case LAST_OF_RUN -> kept.add(line.cut("The log is cut here: a run keeps no more lines than this."));
                case DROP -> {}
            }
        }
        return kept;
    }

    private static boolean waited() {
        try {
            TimeUnit.SECONDS.sleep(1);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private void insert(List<Line> lines) {
        db.batchUpdate(
                "insert into sb_log (run_id, root_id, step_id, time, level, host, text) values (?, ?, ?, ?, ?, ?, ?)",
                lines,
                BATCH,
                (statement, line) -> {
                    statement.setString(1, line.runId());
                    statement.setString(2, line.rootId());
                    statement.setString(3, line.stepId());
                    statement.setObject(
                            4, line.time().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
                    statement.setString(5, line.level().name());
                    statement.setString(6, line.host());
                    statement.setString(7, line.text());
                });
    }

    /** Stores what is waiting, then stops. */
    @Override
    public void close() {
        flush();
        closing = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class BoundedLog implements StepLog {

        private final String runId;
        private final String rootId;
        private final String stepId;
        private final @Nullable String host;
        private int written;

        BoundedLog(String runId, String rootId, String stepId, @Nullable String host) {
            this.runId = runId;
            this.rootId = rootId;
            this.stepId = stepId;
            this.host = host;
        }

        @Override
        public synchronized void line(Level level, String text) {
            for (String line : text.stripTrailing().split("\\R", -1)) {
                if (written > linesPerStep) {
                    return;
                }
                written++;
                if (written > linesPerStep) {
                    put(
                            Level.WARN,
                            "The log is cut here: a step keeps at most " + linesPerStep + " lines of an attempt.");
                } else {
                    put(level, line);
                }
            }
        }

        private void put(Level level, String text) {
            String clean = Storable.text(text);
            String bounded = clean.length() <= LONGEST_LINE ? clean : clean.substring(0, LONGEST_LINE) + " … (cut)";
            try {
                Line line = new Line(runId, rootId, stepId, clock.instant(), level, host, bounded);
                room.acquire(line.size());
                queue.put(line);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
