package io.signalbox.engine;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** JSON as the engine stores it. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};

    private Json() {}

    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** An object; the empty one for null. */
    public static Map<String, Object> object(@Nullable String json) {
        return json == null ? Map.of() : MAPPER.readValue(json, OBJECT);
    }

    /** A value with the keys of all its objects in order, so that equal values have equal texts. */
    public static Object sorted(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, Object> sorted = new TreeMap<>();
                map.forEach((key, v) -> sorted.put(String.valueOf(key), v == null ? "null" : sorted(v)));
                yield sorted;
            }
            case List<?> list ->
                list.stream().map(v -> v == null ? "null" : sorted(v)).toList();
            default -> value;
        };
    }

    public static <T> T read(String json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }
}
