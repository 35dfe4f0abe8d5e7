package io.signalbox.engine.runbook;

import io.signalbox.engine.Rejected;
import org.jspecify.annotations.Nullable;

/** Finds the version of a runbook that a start takes. */
public interface RunbookVersions {

    /**
     * A version, however it is to be run.
     *
     * @param version null for the latest
     * @throws Rejected {@code RUNBOOK_NOT_FOUND}, {@code VERSION_NOT_FOUND}
     */
    Version find(String key, @Nullable Integer version);

    /**
     * A version and what the process engine calls it.
     *
     * @param definitionId what is started
     */
    record Version(Runbook runbook, String definitionId) {}
}
