package io.signalbox.templates;

import java.util.LinkedHashMap;
import java.util.Map;

/** JSON objects in the order in which they are written. */
final class Json {

    private Json() {}

    static Map<String, Object> object(String key, Object value) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put(key, value);
        return object;
    }

    static Map<String, Object> object(String key1, Object value1, String key2, Object value2) {
        Map<String, Object> object = object(key1, value1);
        object.put(key2, value2);
        return object;
    }
}
