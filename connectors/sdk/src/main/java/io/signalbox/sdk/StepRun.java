package io.signalbox.sdk;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The run around a step. */
public interface StepRun {

    String id();

    /** Key of the runbook. */
    String runbook();

    /** Who started it. */
    String startedBy();

    /** Writes a line into the timeline of the run. */
    void note(String text);

    /**
     * Takes back changes of a run, the latest first; each undo is a step of its own in the timeline. What was taken back before is passed over, so it
     * can be called again after a failure.
     *
     * @param runId whose changes; this run's (and those of runs it called) if null
     * @param host only changes on this host; all if null
     */
    UndoReport undo(@Nullable String runId, @Nullable String host) throws InterruptedException;

    /**
     * An earlier run that went well: SUCCEEDED, and not rolled back since. This run is not among them.
     *
     * @param runbook key of the runbook, any version
     * @param inputs what it must have been started with, compared as text; inputs not named here do not matter
     * @param skip how many of the latest to pass over; 0 for the latest
     */
    Optional<PastRun> lastSucceeded(String runbook, Map<String, String> inputs, int skip);

    /**
     * A run that has ended.
     *
     * @param inputs all that it was started with, by name
     */
    record PastRun(String runId, Map<String, Object> inputs) {
        public PastRun {
            inputs = Map.copyOf(inputs);
        }
    }

    /**
     * What an undo came to.
     *
     * @param undone one line for each change taken back
     * @param failed one line for each that could not be, with the reason
     * @param kept one line for each change whose operation has no way back
     */
    record UndoReport(List<String> undone, List<String> failed, List<String> kept) {
        public UndoReport {
            undone = List.copyOf(undone);
            failed = List.copyOf(failed);
            kept = List.copyOf(kept);
        }
    }
}
