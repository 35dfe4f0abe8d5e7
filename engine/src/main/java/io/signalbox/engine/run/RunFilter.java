package io.signalbox.engine.run;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Set;

/**
 * Which runs; null and empty mean any.
 *
 * @param from started at or after
 * @param to started before
 * @param q text to be found in inputs and business key
 */
public record RunFilter(
        @Nullable String runbook,
        Set<RunState> states,
        @Nullable String startedBy,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String q) {
    public RunFilter {
        states = Set.copyOf(states);
    }
}
