package io.signalbox.engine;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes what comes from the outside world fit to be stored: PostgreSQL keeps no character 0, and commands do print it. */
public final class Storable {

    private Storable() {}

    public static String text(String text) {
        return text.replace('\0', '\uFFFD');
    }

    /** With all texts in it, however deep. */
    public static Map<String, Object> object(Map<String, Object> json) {
        Map<String, Object> clean = new LinkedHashMap<>();
        json.forEach((name, value) -> clean.put(text(name), value(value)));
        return clean;
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // JSON: names are texts, and values may be null.
    private static Object value(@Nullable Object value) {
        return switch (value) {
            case String text -> text(text);
            case Map<?, ?> map -> object((Map<String, Object>) map);
            case Collection<?> list -> list.stream().map(Storable::value).toList();
            case null, default -> value;
        };
    }
}
