package io.signalbox.webapp.request;

import io.signalbox.engine.Finding;
import io.signalbox.engine.Page;
import io.signalbox.webapp.problem.Refused;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Function;

/** Pages of a list that is at hand whole. */
public final class Pages {

    private Pages() {}

    /**
     * The page after the item with this id.
     *
     * @param after id of the last item of the page before; null for the first page
     */
    public static <T> Page<T> after(List<T> all, Function<T, String> id, @Nullable String after, int limit) {
        int from = 0;
        if (after != null) {
            from = all.stream().map(id).toList().indexOf(after) + 1;
            if (from == 0) {
                String message = "'" + after + "' is not a cursor of this list; begin again without one.";
                throw new Refused(400, "CURSOR_INVALID", message, List.of(Finding.error("cursor", "?cursor", message)));
            }
        }
        int to = Math.min(all.size(), from + limit);
        return new Page<>(all.subList(from, to), to < all.size() ? id.apply(all.get(to - 1)) : null);
    }
}
