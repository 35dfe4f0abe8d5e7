package io.signalbox.engine.log;

import io.signalbox.sdk.StepLog;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A line that a step wrote.
 *
 * @param id grows with time within a node
 */
public record LogLine(
        long id,
        Instant time,
        String runId,
        String stepId,
        StepLog.Level level,
        @Nullable String host,
        String text) {}
