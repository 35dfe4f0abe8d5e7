package io.signalbox.engine.run;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A stay of the token at an element of the diagram.
 *
 * @param endedAt null while it is there
 * @param cancelled whether it was taken away from there, by a boundary event or with the whole run
 */
public record Visit(
        String elementId, Instant startedAt, @Nullable Instant endedAt, boolean cancelled) {}
