package io.signalbox.engine.runbook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An input of an element as the diagram writes it.
 *
 * @param value a text (with or without expressions), or a list or map of such values
 */
public record Parameter(String name, Object value) {

    /** Whether it has no expression anywhere in it, so that its value is known before it runs. */
    public boolean literal() {
        return texts(value).noneMatch(Juel::hasExpression);
    }

    /** Every text in it. */
    Stream<String> texts() {
        return texts(value);
    }

    static Parameter read(Xml xml) {
        return new Parameter(xml.text("name"), value(xml));
    }

    private static Object value(Xml xml) {
        Optional<Xml> list = xml.child("camunda:list");
        Optional<Xml> map = xml.child("camunda:map");
        if (list.isPresent()) {
            return new ArrayList<>(list.get().children().stream()
                    .map(item -> item.is("camunda:value") ? item.text() : value(item))
                    .toList());
        }
        if (map.isPresent()) {
            Map<String, Object> values = new LinkedHashMap<>();
            map.get().children("camunda:entry").forEach(e -> values.put(e.text("key"), value(e)));
            return values;
        }
        return xml.text();
    }

    private static Stream<String> texts(Object value) {
        return switch (value) {
            case List<?> list -> list.stream().flatMap(Parameter::texts);
            case Map<?, ?> map -> map.values().stream().flatMap(Parameter::texts);
            default -> Stream.of(value.toString());
        };
    }
}
