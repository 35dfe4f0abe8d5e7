package io.signalbox.sdk;

import org.jspecify.annotations.Nullable;

import java.util.List;

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
