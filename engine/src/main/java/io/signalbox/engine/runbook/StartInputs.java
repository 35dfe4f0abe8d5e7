package io.signalbox.engine.runbook;

import io.signalbox.engine.DidYouMean;
import io.signalbox.engine.Finding;
import io.signalbox.engine.Rejected;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The inputs of a runbook: from what somebody gave to typed variables, and as a schema. */
public final class StartInputs {

    private StartInputs() {}

    /**
     * Reads what was given by the fields, and takes defaults for what was left out, blank or null. A number or truth value may come as text.
     *
     * @return by name, in the order of the fields: text, Long, Boolean, date as {@code yyyy-MM-dd} text, value of a choice as text;
     *     null for what was left out and has no default, so that expressions can read every input
     * @throws Rejected {@code INPUTS_INVALID} with everything that is wrong, {@link Finding#where} as {@code /inputs/<name>}
     */
    public static Map<String, @Nullable Object> bind(List<InputField> fields, Map<String, Object> given) {
        List<Finding> findings = new ArrayList<>();
        List<String> known = fields.stream().map(InputField::name).toList();
        TreeSet<String> unknown = new TreeSet<>(given.keySet());
        known.forEach(unknown::remove);
        unknown.forEach(name -> findings.add(Finding.error(
                "unknown-input", pointer(name), "There is no input '" + name + "'." + DidYouMean.hint(name, known))));
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        fields.forEach(field -> values.put(field.name(), value(field, given, findings)));
        if (!findings.isEmpty()) {
            throw new Rejected(
                    Rejected.Kind.INVALID,
                    "INPUTS_INVALID",
                    findings.size() == 1
                            ? findings.getFirst().message()
                            : findings.size() + " inputs are not valid. "
                                    + findings.getFirst().message(),
                    findings);
        }
        return values;
    }

    private static @Nullable Object value(InputField field, Map<String, Object> given, List<Finding> findings) {
        Object value = given.get(field.name());
        if (value == null || (value instanceof String text && text.isBlank())) {
            value = field.defaultValue();
        }
        if (value == null) {
            if (field.required()) {
                findings.add(Finding.error(
                        "required-input", pointer(field.name()), "The input '" + field.name() + "' is required."));
            }
            return null;
        }
        InputValues.Reading reading = InputValues.read(field, value);
        reading.problem()
                .ifPresent(clause -> findings.add(Finding.error(
                        "input-value", pointer(field.name()), "The input '" + field.name() + "' " + clause)));
        return reading.value();
    }

    private static String pointer(String name) {
        return "/inputs/" + name.replace("~", "~0").replace("/", "~1");
    }

    /** The inputs as JSON Schema 2020-12. */
    public static Map<String, Object> schema(Runbook runbook) {
        Map<String, Object> properties = new LinkedHashMap<>();
        runbook.inputs().forEach(field -> properties.put(field.name(), schema(field)));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", runbook.name());
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put(
                "required",
                runbook.inputs().stream()
                        .filter(field -> field.required() && field.defaultValue() == null)
                        .map(InputField::name)
                        .toList());
        schema.put("additionalProperties", false);
        return schema;
    }

    private static Map<String, Object> schema(InputField field) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("title", field.label());
        if (!field.help().isEmpty()) {
            schema.put("description", field.help());
        }
        switch (field.type()) {
            case STRING -> {
                schema.put("type", "string");
                put(schema, "minLength", field.min());
                schema.put("maxLength", field.max() == null ? InputValues.LONGEST_TEXT : field.max());
                put(schema, "pattern", field.pattern() == null ? null : "^(?:" + field.pattern() + ")$");
            }
            case LONG -> {
                schema.put("type", "integer");
                put(schema, "minimum", field.min());
                put(schema, "maximum", field.max());
            }
            case BOOLEAN -> schema.put("type", "boolean");
            case DATE -> {
                schema.put("type", "string");
                schema.put("format", "date");
            }
            case ENUM ->
                schema.put(
                        "oneOf",
                        field.options().stream()
                                .map(o -> Map.of("const", o.value(), "title", o.label()))
                                .toList());
        }
        if (field.defaultValue() != null) {
            put(schema, "default", InputValues.read(field, field.defaultValue()).value());
        }
        return schema;
    }

    private static void put(Map<String, Object> schema, String key, @Nullable Object value) {
        if (value != null) {
            schema.put(key, value);
        }
    }
}
