package io.signalbox.engine.approval;

import io.signalbox.engine.Page;
import io.signalbox.engine.Rejected;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/** What waits for somebody to decide. */
public interface Approvals {

    /**
     * A page of them, the oldest first.
     *
     * @param cursor from the page before; null for the first
     * @throws Rejected {@code CURSOR_INVALID}
     */
    Page<Approval> open(@Nullable String cursor, int limit);

    /** @throws Rejected {@code APPROVAL_NOT_FOUND}, also if it has been decided */
    Approval get(String id);

    /**
     * Decides, and lets the run go on with an object in the variable that is named like the task: {@code decision}, {@code approved}, {@code comment}
     * and {@code by}, and every field under its name.
     *
     * @throws Rejected {@code APPROVAL_NOT_FOUND}, {@code INPUTS_INVALID} with what is wrong in the fields
     */
    void decide(String id, Decision decision);

    /** What somebody decided. */
    record Decision(boolean approved, @Nullable String comment, Map<String, Object> fields, String actor) {
        public Decision {
            fields = Map.copyOf(fields);
        }
    }
}
