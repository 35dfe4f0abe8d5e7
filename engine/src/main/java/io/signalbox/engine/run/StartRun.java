package io.signalbox.engine.run;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * What somebody wants started.
 *
 * @param version null for the latest
 * @param inputs as they came in, not yet validated
 * @param idempotencyKey the same key with the same content gives the same run; null for none
 * @param actor who asks
 */
public record StartRun(
        String runbook,
        @Nullable Integer version,
        Map<String, Object> inputs,
        @Nullable String reason,
        @Nullable String businessKey,
        @Nullable String idempotencyKey,
        String actor) {}
