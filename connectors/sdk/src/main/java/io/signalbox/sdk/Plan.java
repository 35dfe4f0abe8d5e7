package io.signalbox.sdk;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * What an operation would do.
 *
 * @param summary one sentence, imperative ("Replace container shop on web-1: image shop:1.0 → shop:1.1")
 * @param changes each thing that would change; empty when nothing would
 * @param expected the output to go on with in a dry run, as far as it can be known
 */
public record Plan<O extends Record>(
        String summary, List<Change> changes, @Nullable O expected) {

    public Plan {
        changes = List.copyOf(changes);
    }

    /** What happens to a target. */
    public enum Kind {
        CREATE,
        UPDATE,
        DELETE
    }

    /**
     * One target that would change.
     *
     * @param target what, and where ({@code container shop on web-1})
     * @param before the properties that differ, as they are; empty when it is created
     * @param after the same properties as they would be; empty when it is deleted
     */
    public record Change(Kind kind, String target, Map<String, String> before, Map<String, String> after) {
        public Change {
            before = Map.copyOf(before);
            after = Map.copyOf(after);
        }
    }
}
