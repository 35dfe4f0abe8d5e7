package io.signalbox.engine;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A page of a list.
 *
 * @param next cursor of the next page; null on the last
 */
public record Page<T>(List<T> items, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }
}
