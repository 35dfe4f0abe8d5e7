package io.signalbox.templates;

import io.signalbox.sdk.describe.FieldDescriptor;
import io.signalbox.sdk.describe.FieldType;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An input as a property of an element template. Templates of Camunda 7 can write text only, so lists and maps are written as
 * text that the engine takes apart.
 */
final class InputProperty {

    private InputProperty() {}

    static Map<String, Object> of(FieldDescriptor field) {
        Map<String, Object> property = new LinkedHashMap<>();
        String control = control(field);
        property.put("label", field.label());
        property.put("description", escaped(help(field)));
        property.put("group", group(field));
        property.put("type", control);
        switch (field.type()) {
            case FieldType.Choice choice -> choices(property, field, choice.options());
            case FieldType.Bool _ ->
                choices(
                        property,
                        field,
                        List.of(
                                new FieldType.Choice.Option("true", "Yes"),
                                new FieldType.Choice.Option("false", "No")));
            case FieldType.Text _,
                    FieldType.Whole _,
                    FieldType.Decimal _,
                    FieldType.Time _,
                    FieldType.Hidden _,
                    FieldType.ListOf _,
                    FieldType.MapOf _,
                    FieldType.Nested _,
                    FieldType.Json _ -> placeholder(property, field);
        }
        Map<String, Object> constraints = Constraints.of(field);
        if (!constraints.isEmpty()) {
            property.put("constraints", constraints);
        }
        property.put("binding", ElementTemplates.binding("camunda:inputParameter", field.name()));
        if (((String) property.get("description")).isEmpty()) {
            property.remove("description");
        }
        return property;
    }

    static String group(FieldDescriptor field) {
        return field.group().isEmpty()
                ? "inputs"
                : "inputs-" + field.group().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    /** Editors show descriptions as HTML. */
    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String control(FieldDescriptor field) {
        return switch (field.type()) {
            case FieldType.Choice _, FieldType.Bool _ -> "Dropdown";
            case FieldType.ListOf _, FieldType.MapOf _, FieldType.Nested _, FieldType.Json _ -> "Text";
            case FieldType.Text _, FieldType.Whole _, FieldType.Decimal _, FieldType.Time _, FieldType.Hidden _ ->
                field.multiline() ? "Text" : "String";
        };
    }

    private static String help(FieldDescriptor field) {
        List<String> sentences = new ArrayList<>();
        sentences.add(field.help());
        sentences.add(
                switch (field.type()) {
                    case FieldType.ListOf list
                    when list.items() instanceof FieldType.Nested -> "A JSON array of objects, or an expression.";
                    case FieldType.ListOf _ ->
                        "One per line or separated by commas; or a JSON array, or an expression.";
                    case FieldType.MapOf _ -> "One key=value per line; or a JSON object, or an expression.";
                    case FieldType.Nested _ -> "A JSON object, or an expression.";
                    case FieldType.Json _ -> "Text, JSON or an expression.";
                    case FieldType.Hidden _ -> "Names a secret: ${secrets.NAME}.";
                    case FieldType.Text _,
                            FieldType.Whole _,
                            FieldType.Decimal _,
                            FieldType.Bool _,
                            FieldType.Choice _,
                            FieldType.Time _ -> "";
                });
        sentences.add(field.defaultValue().isEmpty() ? "" : "Default: " + field.defaultValue() + ".");
        return String.join(" ", sentences.stream().filter(s -> !s.isEmpty()).toList());
    }

    private static void choices(
            Map<String, Object> property, FieldDescriptor field, List<FieldType.Choice.Option> options) {
        List<Map<String, Object>> choices = new ArrayList<>();
        if (!field.defaultValue().isEmpty()) {
            property.put("value", field.defaultValue());
        } else if (!field.required()) {
            choices.add(choice("Not given", ""));
        }
        options.forEach(option -> choices.add(choice(option.label(), option.value())));
        property.put("choices", choices);
    }

    private static Map<String, Object> choice(String name, String value) {
        return Json.object("name", name, "value", value);
    }

    private static void placeholder(Map<String, Object> property, FieldDescriptor field) {
        String shown = field.defaultValue().isEmpty() ? field.example() : field.defaultValue();
        if (!shown.isEmpty()) {
            property.put("placeholder", shown);
        }
    }
}
