package io.signalbox.engine.step;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How people write lists and maps into one text field. */
final class Texts {

    private static final int SHOWN = 60;

    private Texts() {}

    /** JSON, or one item a line, or items between commas. */
    static Collection<?> list(String text) {
        String trimmed = text.strip();
        if (trimmed.startsWith("[")) {
            Optional<Object> json = json(trimmed);
            if (json.isPresent() && json.get() instanceof Collection<?> list) {
                return list;
            }
        }
        return items(trimmed);
    }

    private static List<String> items(String text) {
        Stream<String> items = text.contains("\n") ? text.lines() : Arrays.stream(text.split(","));
        return items.map(String::strip).filter(s -> !s.isEmpty()).toList();
    }

    /**
     * JSON, or {@code key=value}, one a line.
     *
     * @throws IllegalArgumentException if it is neither; the message is a clause about the text
     */
    static Map<?, ?> map(String text) {
        String trimmed = text.strip();
        if (trimmed.startsWith("{")) {
            return object(trimmed);
        }
        Map<String, Object> map = new LinkedHashMap<>();
        for (String line :
                trimmed.lines().map(String::strip).filter(s -> !s.isEmpty()).toList()) {
            int equals = line.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("has the line " + shown(line) + ", which is not key=value");
            }
            if (map.put(
                            line.substring(0, equals).strip(),
                            line.substring(equals + 1).strip())
                    != null) {
                throw new IllegalArgumentException("has the key " + shown(line.substring(0, equals)) + " twice");
            }
        }
        return map;
    }

    /** @throws IllegalArgumentException if it is no JSON object; the message is a clause about the text */
    static Map<?, ?> object(String text) {
        if (json(text.strip()).orElse("") instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException("is not a JSON object: " + shown(text));
    }

    private static Optional<Object> json(String text) {
        try {
            return Optional.ofNullable(RecordJson.readAny(text));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** A value as it may stand in a message. */
    static String shown(@Nullable Object value) {
        String text = switch (value) {
            case null -> "nothing";
            case Map<?, ?> _ -> "a map";
            case Collection<?> _ -> "a list";
            default -> "'" + line(value.toString()) + "'";
        };
        return text;
    }

    private static String line(String text) {
        String flat = text.replaceAll("\\p{Cntrl}+", " ");
        return flat.length() > SHOWN ? flat.substring(0, SHOWN) + "…" : flat;
    }
}
