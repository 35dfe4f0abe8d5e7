package io.signalbox.engine.run;

import io.signalbox.engine.Finding;
import io.signalbox.engine.Json;
import io.signalbox.engine.Page;
import io.signalbox.engine.Rejected;
import io.signalbox.engine.commit.GroupCommit;
import io.signalbox.engine.event.RunSignals;
import io.signalbox.engine.runbook.Runbook;
import io.signalbox.engine.runbook.RunbookVersions;
import io.signalbox.engine.runbook.StartInputs;
import io.signalbox.engine.step.StepView;
import io.signalbox.engine.step.StepViews;
import io.signalbox.engine.undo.Rollback;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs on Camunda's processes and our tables. */
public final class JdbcRuns implements Runs {

    private final Parts parts;
    private final RunReader reader;
    private final Timeline timeline;
    private final Idempotency idempotency;

    /** What it is made of. */
    public record Parts(
            JdbcClient db,
            GroupCommit commits,
            Processes processes,
            RunbookVersions runbooks,
            RunJournal journal,
            RunStore store,
            RunTree tree,
            StepViews steps,
            RunSignals signals,
            Clock clock) {}

    public JdbcRuns(Parts parts) {
        this.parts = parts;
        this.reader = new RunReader(parts.db(), parts.processes());
        this.timeline = new Timeline(parts.db());
        this.idempotency = new Idempotency(parts.db(), parts.clock());
    }

    @Override
    public Started start(StartRun request) {
        RunbookVersions.Version version = parts.runbooks().find(request.runbook(), request.version());
        Runbook runbook = version.runbook();
        Map<String, @Nullable Object> variables = StartInputs.bind(runbook.inputs(), request.inputs());
        String key = request.idempotencyKey();
        if (key == null) {
            return new Started(begin(version, request, variables, null), true);
        }
        String content = Json.write(List.of(
                request.runbook(),
                String.valueOf(request.version()),
                Json.sorted(request.inputs()),
                String.valueOf(request.reason()),
                String.valueOf(request.businessKey())));
        return idempotency
                .earlier(request.actor(), key, content)
                .map(id -> new Started(id, false))
                .orElseGet(() -> startOnce(version, request, variables, key, content));
    }

    private Started startOnce(
            RunbookVersions.Version version,
            StartRun request,
            Map<String, @Nullable Object> variables,
            String key,
            String content) {
        try {
            return new Started(begin(version, request, variables, new Idempotency.Claim(key, content)), true);
        } catch (Idempotency.Taken e) {
            String id = idempotency
                    .earlier(request.actor(), key, content)
                    .orElseThrow(() -> new Rejected(
                            Rejected.Kind.UNAVAILABLE,
                            "START_FAILED",
                            "The first start with this key failed; try again."));
            return new Started(id, false);
        }
    }

    private String begin(
            RunbookVersions.Version version,
            StartRun request,
            Map<String, @Nullable Object> variables,
            Idempotency.@Nullable Claim claim) {
        RunJournal.Start start = new RunJournal.Start(request.actor(), request.reason(), given(variables), null, null);
        return parts.commits().commit("Start of a run", null, () -> {
            if (claim != null) {
                idempotency.claim(request.actor(), claim);
            }
            String id = parts.journal()
                    .starting(
                            start,
                            () -> parts.processes().start(version.definitionId(), request.businessKey(), variables));
            if (claim != null) {
                idempotency.made(request.actor(), claim, id);
            }
            return id;
        });
    }

    /** Without those that were left out, which the diagram sees as null. */
    private static Map<String, Object> given(Map<String, @Nullable Object> variables) {
        Map<String, Object> given = new LinkedHashMap<>();
        variables.forEach((name, value) -> {
            if (value != null) {
                given.put(name, value);
            }
        });
        return given;
    }

    @Override
    public Run get(String id) {
        return reader.find(id).orElseThrow(() -> RunTree.notFound(id));
    }

    @Override
    public Page<Run> list(RunFilter filter, @Nullable String cursor, int limit) {
        return reader.list(filter, cursor, limit);
    }

    @Override
    public List<StepView> steps(String id) {
        return parts.steps().of(parts.tree().branch(id).runIds());
    }

    @Override
    public Page<StepView> steps(String id, @Nullable String cursor, int limit) {
        List<StepView> found = parts.steps()
                .after(parts.tree().branch(id).runIds(), cursor, limit + 1)
                .orElseThrow(() -> {
                    String message = "'" + cursor + "' is not a cursor of this list; begin again without one.";
                    return new Rejected(
                            Rejected.Kind.MALFORMED,
                            "CURSOR_INVALID",
                            message,
                            List.of(Finding.error("cursor", "?cursor", message)));
                });
        return found.size() > limit
                ? new Page<>(found.subList(0, limit), found.get(limit - 1).id())
                : new Page<>(found, null);
    }

    @Override
    public List<TimelineEntry> timeline(String id) {
        RunTree.Branch branch = parts.tree().branch(id);
        return timeline.of(branch, parts.steps().of(branch.runIds()));
    }

    @Override
    public List<Visit> path(String id) {
        Stream<Visit> steps = parts.steps().visits(get(id).id()).stream();
        return Stream.concat(parts.processes().visits(id).stream(), steps)
                .sorted(Comparator.comparing(Visit::startedAt))
                .toList();
    }

    @Override
    public Run awaitEnd(String id, Duration atMost) throws InterruptedException {
        Instant until = parts.clock().instant().plus(atMost);
        try (RunSignals.Watch watch = parts.signals().watchEnd(id)) {
            boolean look = hasEnded(id);
            while (true) {
                Duration left = Duration.between(parts.clock().instant(), until);
                boolean over = left.isNegative() || left.isZero();
                if (look || over) {
                    Run run = get(id);
                    if (over || run.state().ended()) {
                        return run;
                    }
                }
                look = watch.await(left.compareTo(POLL) < 0 ? left : POLL) || hasEnded(id);
            }
        }
    }

    /** How long another node's doing may go unnoticed. */
    private static final Duration POLL = Duration.ofSeconds(1);

    private boolean hasEnded(String id) {
        return !parts.db()
                .sql("select state from sb_run where id = :id")
                .param("id", id)
                .query(String.class)
                .optional()
                .orElseThrow(() -> RunTree.notFound(id))
                .equals("OPEN");
    }

    @Override
    public Run cancel(String id, String reason, String actor) {
        parts.commits().alone("Cancellation of a run", () -> {
            parts.tree().lock(id);
            if (!get(id).state().ended()) {
                stop(id, "Cancelled", reason, actor);
            }
            return true;
        });
        return get(id);
    }

    /** In the transaction of this thread. */
    private void stop(String id, String title, String reason, String actor) {
        String rootId = parts.tree().rootOf(id).orElseThrow(() -> RunTree.notFound(id));
        parts.store().act(id, rootId, null, title, reason, actor);
        parts.processes().cancel(id, reason.isBlank() ? title : reason);
    }

    @Override
    public Run rollback(String id, String reason, String actor) {
        RunbookVersions.Version version = parts.runbooks().find(Rollback.RUNBOOK, null);
        Map<String, Object> inputs = Map.of(Rollback.INPUT, id);
        // One transaction: a run that is cancelled to be rolled back is rolled back, whatever dies.
        String made = parts.commits().alone("Start of a rollback", () -> {
            parts.tree().lock(id);
            Run run = get(id);
            new Rollback(parts.db()).check(run);
            if (!run.state().ended()) {
                stop(id, "Cancelled to be rolled back", reason, actor);
            }
            RunJournal.Start start = new RunJournal.Start(actor, reason, inputs, id, run.rootId());
            parts.store().act(id, run.rootId(), null, "Rolled back", reason, actor);
            return parts.journal().starting(start, () -> parts.processes().start(version.definitionId(), null, inputs));
        });
        return get(made);
    }
}
