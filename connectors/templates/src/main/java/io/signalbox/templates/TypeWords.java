package io.signalbox.templates;

import io.signalbox.sdk.describe.FieldDescriptor;
import io.signalbox.sdk.describe.FieldType;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Types in the words of a reference page. */
final class TypeWords {

    private TypeWords() {}

    static String of(FieldType type) {
        return switch (type) {
            case FieldType.Text text -> text(text);
            case FieldType.Whole whole -> "whole number" + Ranges.of(whole);
            case FieldType.Decimal decimal -> "number" + Ranges.of(decimal);
            case FieldType.Bool _ -> "`true` or `false`";
            case FieldType.Choice choice ->
                choice.options().stream().map(o -> "`" + o.value() + "`").collect(Collectors.joining(", "));
            case FieldType.Time _ -> "duration";
            case FieldType.Hidden _ -> "secret";
            case FieldType.ListOf list ->
                "list of " + of(list.items()) + (Ranges.of(list).isEmpty() ? "" : " (" + Ranges.of(list) + ")");
            case FieldType.MapOf map -> "map of " + of(map.values());
            case FieldType.Nested _ -> "object";
            case FieldType.Json _ -> "anything";
        };
    }

    /** The fields, each object followed by its own fields with dotted names, {@code []} after the name of a list. */
    static List<FieldDescriptor> flattened(List<FieldDescriptor> fields) {
        return fields.stream().flatMap(field -> flattened("", field)).toList();
    }

    private static Stream<FieldDescriptor> flattened(String prefix, FieldDescriptor field) {
        FieldDescriptor named = new FieldDescriptor(
                prefix + field.name(),
                field.type(),
                field.required(),
                field.label(),
                field.help(),
                field.group(),
                field.defaultValue(),
                field.example(),
                field.role(),
                field.multiline());
        return Stream.concat(Stream.of(named), inner(named.name(), field.type()));
    }

    private static Stream<FieldDescriptor> inner(String path, FieldType type) {
        return switch (type) {
            case FieldType.Nested nested -> nested.fields().stream().flatMap(field -> flattened(path + ".", field));
            case FieldType.ListOf list -> inner(path + "[]", list.items());
            case FieldType.MapOf map -> inner(path + ".*", map.values());
            case FieldType.Text _,
                    FieldType.Whole _,
                    FieldType.Decimal _,
                    FieldType.Bool _,
                    FieldType.Choice _,
                    FieldType.Time _,
                    FieldType.Hidden _,
                    FieldType.Json _ -> Stream.empty();
        };
    }

    private static String text(FieldType.Text text) {
        String form = text.pattern().isEmpty() ? "text" : "text of the form `" + text.pattern() + "`";
        boolean bounded = text.minLength() > 1 || text.maxLength() < Integer.MAX_VALUE;
        return bounded ? form + ", " + Ranges.of(text) : form;
    }
}
