package io.signalbox.engine;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** The last item of a page of a list that goes by time, and by id where times are the same. */
public record Cursor(Instant at, String id) {

    /** As callers get it and give it back; they need not understand it. */
    public String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((at + " " + id).getBytes(StandardCharsets.UTF_8));
    }

    /** @throws Rejected {@code CURSOR_INVALID} if it is not one that {@link #text} made */
    public static Cursor read(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ");
            return new Cursor(Instant.parse(parts[0]), parts[1]);
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            String message = "The cursor is not one that this list gave out; begin without one.";
            throw new Rejected(
                    Rejected.Kind.MALFORMED,
                    "CURSOR_INVALID",
                    message,
                    List.of(Finding.error("cursor", "?cursor", message)));
        }
    }
}
