package io.signalbox.engine.camunda;

import io.signalbox.engine.runbook.InputField;
import org.camunda.bpm.engine.form.FormField;
import org.camunda.bpm.engine.form.FormFieldValidationConstraint;
import org.camunda.bpm.engine.form.TaskFormData;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The generated form of a user task; the rules for diagrams have seen to it that it can be read. */
final class TaskFields {

    private TaskFields() {}

    static List<InputField> of(@Nullable TaskFormData form) {
        return form == null
                ? List.of()
                : form.getFormFields().stream().map(TaskFields::field).toList();
    }

    private static InputField field(FormField field) {
        InputField.Type type = InputField.Type.valueOf(field.getTypeName().toUpperCase(Locale.ROOT));
        Map<String, String> constraints = new HashMap<>();
        for (FormFieldValidationConstraint constraint : field.getValidationConstraints()) {
            constraints.put(constraint.getName(), String.valueOf(constraint.getConfiguration()));
        }
        Map<String, String> properties = field.getProperties();
        boolean text = type == InputField.Type.STRING;
        Object defaultValue = field.getValue() == null ? null : field.getValue().getValue();
        return new InputField(
                field.getId(),
                field.getLabel() == null ? field.getId() : field.getLabel(),
                properties.getOrDefault("help", ""),
                type,
                constraints.containsKey("required") && !"false".equals(constraints.get("required")),
                defaultValue == null ? null : defaultValue.toString(),
                number(constraints.get(text ? "minlength" : "min")),
                number(constraints.get(text ? "maxlength" : "max")),
                properties.get("pattern"),
                suggest(properties.get("suggest")),
                options(field));
    }

    private static List<InputField.Option> options(FormField field) {
        return field.getType().getInformation("values") instanceof Map<?, ?> values
                ? values.entrySet().stream()
                        .map(e -> new InputField.Option(String.valueOf(e.getKey()), String.valueOf(e.getValue())))
                        .toList()
                : List.of();
    }

    /** What was deployed before this meant something may have anything there. */
    private static InputField.@Nullable Suggest suggest(@Nullable String text) {
        return Stream.of(InputField.Suggest.values())
                .filter(what -> what.name().equalsIgnoreCase(text))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Long number(@Nullable String text) {
        return text == null ? null : Long.valueOf(text);
    }
}
