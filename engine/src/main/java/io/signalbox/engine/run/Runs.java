package io.signalbox.engine.run;

import io.signalbox.engine.Page;
import io.signalbox.engine.Rejected;
import io.signalbox.engine.step.StepView;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/** Runs, from start to what is known of them afterwards. */
public interface Runs {

    /**
     * Validates the inputs and starts.
     *
     * @throws Rejected {@code RUNBOOK_NOT_FOUND}, {@code VERSION_NOT_FOUND}, {@code INPUTS_INVALID} with every finding, {@code IDEMPOTENCY_KEY_REUSED}
     */
    Started start(StartRun request);

    /** @throws Rejected {@code RUN_NOT_FOUND} */
    Run get(String id);

    /**
     * Newest first. Called runs are not listed, they belong to their caller.
     *
     * @param cursor from the page before; null for the first
     * @throws Rejected {@code CURSOR_INVALID}
     */
    Page<Run> list(RunFilter filter, @Nullable String cursor, int limit);

    /** Steps of the run and of those it called, in the order they began. */
    List<StepView> steps(String id);

    /**
     * A page of them.
     *
     * @param cursor from the page before; null for the first
     * @throws Rejected {@code RUN_NOT_FOUND}, {@code CURSOR_INVALID}
     */
    Page<StepView> steps(String id, @Nullable String cursor, int limit);

    /** Oldest first. */
    List<TimelineEntry> timeline(String id);

    /** Where the token was and is, in this run's own diagram, in the order it came there. */
    List<Visit> path(String id);

    /** Waits until it has ended, at most this long, and returns it as it is then. */
    Run awaitEnd(String id, Duration atMost) throws InterruptedException;

    /**
     * Stops it: steps at work are interrupted and clean up after themselves; what was done stays. Cancelling what has ended does nothing.
     *
     * @throws Rejected {@code RUN_NOT_FOUND}
     */
    Run cancel(String id, String reason, String actor);

    /**
     * Stops it if it still runs, and takes back all its changes in a run of its own, which is returned.
     *
     * @throws Rejected {@code RUN_NOT_FOUND}, {@code NOTHING_TO_ROLL_BACK}, {@code ROLLBACK_RUNNING}
     */
    Run rollback(String id, String reason, String actor);

    /**
     * What a start came to.
     *
     * @param id of the run
     * @param created false if an earlier start with the same idempotency key made it
     */
    record Started(String id, boolean created) {}
}
