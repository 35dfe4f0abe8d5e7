package io.signalbox.engine.log;

import io.signalbox.sdk.StepLog;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** Reads the lines of a run and of those it called. */
public interface RunLog {

    /** Lines after the one with this id, oldest first, at most {@code limit}. */
    List<LogLine> read(String runId, long after, int limit, Filter filter);

    /** Lines before the one with this id, the last ones at most {@code limit}, oldest first. */
    List<LogLine> readBefore(String runId, long before, int limit, Filter filter);

    /** Id of the last line there is now; 0 if there is none. */
    long last(String runId);

    /** Which lines; null means any. */
    record Filter(
            @Nullable String stepId,
            @Nullable String host,
            StepLog.@Nullable Level atLeast,
            @Nullable String text) {
        /** Every line. */
        public static final Filter ALL = new Filter(null, null, null, null);
    }
}
