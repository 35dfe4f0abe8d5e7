package io.signalbox.templates;

import io.signalbox.sdk.describe.FieldDescriptor;
import io.signalbox.sdk.describe.FieldType;
import io.signalbox.sdk.describe.OperationDescriptor;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** JSON Schema 2020-12 of what an operation takes and gives, as plain JSON values. */
public final class OperationSchema {

    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private OperationSchema() {}

    /** The input as JSON; secrets are named, {@code ${secrets.NAME}} or {@code {"$secret": "NAME"}}. */
    public static Map<String, Object> input(OperationDescriptor operation) {
        return schema(operation.title() + ": input", operation.inputs(), Direction.IN);
    }

    /** The output as it stands in the result variable; what has no value is null. */
    public static Map<String, Object> output(OperationDescriptor operation) {
        return schema(operation.title() + ": output", operation.outputs(), Direction.OUT);
    }

    private enum Direction {
        IN,
        OUT
    }

    private static Map<String, Object> schema(String title, List<FieldDescriptor> fields, Direction direction) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", DIALECT);
        schema.put("title", title);
        schema.putAll(object(fields, direction));
        return schema;
    }

    private static Map<String, Object> object(List<FieldDescriptor> fields, Direction direction) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        Map<String, Object> properties = new LinkedHashMap<>();
        fields.forEach(field -> properties.put(field.name(), field(field, direction)));
        schema.put("properties", properties);
        List<String> required = fields.stream()
                .filter(FieldDescriptor::required)
                .map(FieldDescriptor::name)
                .toList();
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        if (direction == Direction.IN) {
            schema.put("additionalProperties", false);
        }
        return schema;
    }

    private static Map<String, Object> field(FieldDescriptor field, Direction direction) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("title", field.label());
        if (!field.help().isEmpty()) {
            schema.put("description", field.help());
        }
        schema.putAll(type(field.type(), direction));
        if (direction == Direction.OUT && !field.required()) {
            orNull(schema);
        }
        typed(field.type(), field.defaultValue()).ifPresent(value -> schema.put("default", value));
        typed(field.type(), field.example()).ifPresent(value -> schema.put("examples", List.of(value)));
        return schema;
    }

    private static Map<String, Object> type(FieldType type, Direction direction) {
        Map<String, Object> schema = new LinkedHashMap<>();
        switch (type) {
            case FieldType.Text text -> {
                schema.put("type", "string");
                bound(schema, "minLength", text.minLength() > 0, text.minLength());
                bound(schema, "maxLength", text.maxLength() < Integer.MAX_VALUE, text.maxLength());
                bound(schema, "pattern", !text.pattern().isEmpty(), "^(?:" + text.pattern() + ")$");
            }
            case FieldType.Whole whole -> {
                schema.put("type", "integer");
                bound(schema, "minimum", Ranges.least(whole), whole.min());
                bound(schema, "maximum", Ranges.most(whole), whole.max());
            }
            case FieldType.Decimal decimal -> {
                schema.put("type", "number");
                boolean positive = decimal.min() == Double.MIN_VALUE;
                bound(schema, "exclusiveMinimum", positive, 0);
                bound(schema, "minimum", Ranges.least(decimal) && !positive, decimal.min());
                bound(schema, "maximum", Ranges.most(decimal), decimal.max());
            }
            case FieldType.Bool _ -> schema.put("type", "boolean");
            case FieldType.Choice(List<FieldType.Choice.Option> options) -> {
                schema.put("type", "string");
                schema.put(
                        "enum",
                        options.stream().map(FieldType.Choice.Option::value).toList());
            }
            case FieldType.Time _ -> {
                schema.put("type", "string");
                schema.put("pattern", "^(?:" + Constraints.DURATION + ")$");
            }
            case FieldType.Hidden _ -> schema.put("oneOf", secret());
            case FieldType.ListOf list -> {
                schema.put("type", "array");
                schema.put("items", type(list.items(), direction));
                bound(schema, "minItems", list.minItems() > 0, list.minItems());
                bound(schema, "maxItems", list.maxItems() < Integer.MAX_VALUE, list.maxItems());
            }
            case FieldType.MapOf(FieldType values) -> {
                schema.put("type", "object");
                schema.put("additionalProperties", type(values, direction));
            }
            case FieldType.Nested nested -> schema.putAll(object(nested.fields(), direction));
            case FieldType.Json _ -> {}
        }
        return schema;
    }

    /** Named as in a diagram, or as steps show their input. */
    private static List<Map<String, Object>> secret() {
        Map<String, Object> reference =
                Json.object("type", "object", "properties", Json.object("$secret", Json.object("type", "string")));
        reference.put("required", List.of("$secret"));
        return List.of(
                Json.object("type", "string", "pattern", "^\\s*\\$\\{\\s*secrets\\.[A-Za-z0-9_.-]+\\s*\\}\\s*$"),
                reference);
    }

    private static void bound(Map<String, Object> schema, String keyword, boolean holds, Object value) {
        if (holds) {
            schema.put(keyword, value);
        }
    }

    private static void orNull(Map<String, Object> schema) {
        if (schema.get("type") instanceof String type) {
            schema.put("type", List.of(type, "null"));
        }
        if (schema.get("enum") instanceof List<?> values) {
            List<@Nullable Object> withNull = new ArrayList<>(values);
            withNull.add(null);
            schema.put("enum", withNull);
        }
    }

    /** A default or example in JSON; empty if there is none, or if its text form is not that of one value. */
    private static Optional<Object> typed(FieldType type, String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return switch (type) {
            case FieldType.Whole _ -> Optional.of(Long.valueOf(text));
            case FieldType.Decimal _ -> Optional.of(Double.valueOf(text));
            case FieldType.Bool _ -> Optional.of(Boolean.valueOf(text));
            case FieldType.Text _, FieldType.Choice _, FieldType.Time _, FieldType.Hidden _ -> Optional.of(text);
            case FieldType.ListOf _, FieldType.MapOf _, FieldType.Nested _, FieldType.Json _ -> Optional.empty();
        };
    }
}
