package io.signalbox.webapp.fake;

import io.signalbox.engine.Finding;
import io.signalbox.engine.Page;
import io.signalbox.engine.Rejected;
import io.signalbox.engine.run.Run;
import io.signalbox.engine.run.RunFilter;
import io.signalbox.engine.run.RunState;
import io.signalbox.engine.run.Runs;
import io.signalbox.engine.run.StartRun;
import io.signalbox.engine.run.TimelineEntry;
import io.signalbox.engine.run.Visit;
import io.signalbox.engine.step.StepView;
import io.signalbox.webapp.request.Pages;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Remembers what it was asked for; knows the runs {@code r1} (goes on) and {@code broken} (fails in unforeseen ways). */
public final class FakeRuns implements Runs {

    public volatile StartRun started;
    public volatile RunFilter filter;
    public volatile String act = "";

    @Override
    public Started start(StartRun request) {
        started = request;
        if (request.runbook().equals("nobody")) {
            throw new Rejected(Rejected.Kind.NOT_FOUND, "RUNBOOK_NOT_FOUND", "There is no runbook 'nobody'.");
        }
        if (request.inputs().containsKey("wrong")) {
            throw new Rejected(
                    Rejected.Kind.INVALID,
                    "INPUTS_INVALID",
                    "2 inputs are wrong.",
                    List.of(
                            Finding.error("unknown-input", "/inputs/wrong", "There is no input 'wrong'."),
                            Finding.error("required-input", "/inputs/service", "'service' is missing.")));
        }
        if ("reused".equals(request.idempotencyKey())) {
            throw new Rejected(Rejected.Kind.CONFLICT, "IDEMPOTENCY_KEY_REUSED", "The key came with other content.");
        }
        if ("full".equals(request.idempotencyKey())) {
            throw new Rejected(Rejected.Kind.UNAVAILABLE, "SHUTTING_DOWN", "This node is shutting down.");
        }
        return new Started("r1", !"again".equals(request.idempotencyKey()));
    }

    @Override
    public Run get(String id) {
        if (id.equals("broken")) {
            throw new IllegalStateException("secret detail of the database");
        }
        if (!id.equals("r1")) {
            throw new Rejected(Rejected.Kind.NOT_FOUND, "RUN_NOT_FOUND", "There is no run '" + id + "'.");
        }
        return run(id, RunState.RUNNING);
    }

    @Override
    public Page<Run> list(RunFilter filter, String cursor, int limit) {
        this.filter = filter;
        return new Page<>(List.of(run("r1", RunState.RUNNING)), "c" + limit);
    }

    @Override
    public List<StepView> steps(String id) {
        get(id);
        return List.of(FakeSteps.step("s1"), FakeSteps.step("s2"), FakeSteps.step("s3"));
    }

    @Override
    public Page<StepView> steps(String id, String cursor, int limit) {
        return Pages.after(steps(id), StepView::id, cursor, limit);
    }

    @Override
    public List<TimelineEntry> timeline(String id) {
        get(id);
        return List.of(new TimelineEntry(
                "t1", time(), id, TimelineEntry.Kind.RUN_STARTED, null, null, "Started", null, null, "otto"));
    }

    @Override
    public List<Visit> path(String id) {
        get(id);
        return List.of(new Visit("start", time(), time(), false));
    }

    @Override
    public Run awaitEnd(String id, Duration atMost) throws InterruptedException {
        if (new CountDownLatch(1).await(Math.min(atMost.toMillis(), 50), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("nobody counts down");
        }
        return run(id, RunState.SUCCEEDED);
    }

    @Override
    public Run cancel(String id, String reason, String actor) {
        act = "cancel " + id + " " + reason + " " + actor;
        return run(id, RunState.CANCELLED);
    }

    @Override
    public Run rollback(String id, String reason, String actor) {
        act = "rollback " + id + " " + reason + " " + actor;
        return run("r2", RunState.RUNNING);
    }

    static Run run(String id, RunState state) {
        return new Run(
                id,
                id,
                null,
                "book-00",
                1,
                state,
                null,
                Map.of("service", "shop"),
                Map.of(),
                null,
                "otto",
                "because",
                time(),
                null,
                List.of());
    }

    static Instant time() {
        return Instant.parse("2026-01-01T12:00:00Z");
    }
}
