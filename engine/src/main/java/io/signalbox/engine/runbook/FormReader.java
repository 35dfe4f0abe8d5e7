package io.signalbox.engine.runbook;

import io.signalbox.engine.DidYouMean;
import io.signalbox.engine.runbook.InputField.Option;
import io.signalbox.engine.runbook.InputField.Suggest;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Reads the generated form of an event or user task; what it cannot read goes into the report. */
final class FormReader {

    private static final List<String> TYPES = Stream.of(InputField.Type.values())
            .map(t -> t.name().toLowerCase(Locale.ROOT))
            .toList();
    private static final List<String> SUGGESTIONS = Stream.of(Suggest.values())
            .map(s -> s.name().toLowerCase(Locale.ROOT))
            .toList();
    private static final List<String> CONSTRAINTS = List.of("required", "min", "max", "minlength", "maxlength");
    private static final Set<String> RESERVED = Set.of("run", "secrets", "execution", "task");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w{0,127}");

    private final Element element;
    private final Report report;
    private final Map<String, InputField> fields = new LinkedHashMap<>();

    FormReader(Element element, Report report) {
        this.element = element;
        this.report = report;
    }

    /** The fields that can be read, in the order of the file. */
    List<InputField> fields() {
        element.xml()
                .path("bpmn:extensionElements", "camunda:formData", "camunda:formField")
                .forEach(this::field);
        return List.copyOf(fields.values());
    }

    private void field(Xml xml) {
        String name = xml.text("id");
        if (!NAME.matcher(name).matches() || RESERVED.contains(name)) {
            error(
                    "input-name",
                    "An input of " + element.shown() + " is named '" + name
                            + "'. Use letters, digits and _, not beginning with a digit, and none of run, secrets, execution, task.");
            return;
        }
        Optional<InputField.Type> type = type(name, xml.text("type"));
        if (fields.containsKey(name)) {
            error("input-duplicate", "The input '" + name + "' is there twice. Rename or remove one.");
            return;
        }
        if (type.isPresent()) {
            InputField field = field(name, type.get(), xml);
            fields.put(name, field);
            defaultValue(field);
        }
    }

    private Optional<InputField.Type> type(String name, String text) {
        if (!TYPES.contains(text)) {
            error(
                    "input-type",
                    "The input '" + name + "' has the type '" + text + "'. Use one of " + String.join(", ", TYPES) + "."
                            + DidYouMean.hint(text, TYPES));
            return Optional.empty();
        }
        return Optional.of(InputField.Type.valueOf(text.toUpperCase(Locale.ROOT)));
    }

    private InputField field(String name, InputField.Type type, Xml xml) {
        Map<String, String> constraints = constraints(name, type, xml);
        Map<String, String> properties = new HashMap<>();
        xml.path("camunda:properties", "camunda:property").forEach(p -> properties.put(p.text("id"), p.text("value")));
        boolean text = type == InputField.Type.STRING;
        Long min = bound(name, constraints, text ? "minlength" : "min", text);
        Long max = bound(name, constraints, text ? "maxlength" : "max", text);
        if (min != null && max != null && min > max) {
            error(
                    "input-constraint",
                    "The input '" + name + "' cannot be at least " + min + " and at most " + max + ".");
        }
        String defaultValue = xml.text("defaultValue");
        return new InputField(
                name,
                xml.text("label").isEmpty() ? name : xml.text("label"),
                properties.getOrDefault("help", ""),
                type,
                constraints.containsKey("required") && !"false".equals(constraints.get("required")),
                defaultValue.isEmpty() ? null : defaultValue,
                min,
                max,
                pattern(name, type, properties.get("pattern")),
                suggest(name, type, properties.get("suggest")),
                type == InputField.Type.ENUM ? options(name, xml) : List.of());
    }

    private Map<String, String> constraints(String name, InputField.Type type, Xml xml) {
        Map<String, String> constraints = new HashMap<>();
        xml.path("camunda:validation", "camunda:constraint").forEach(c -> {
            String constraint = c.text("name");
            if (!CONSTRAINTS.contains(constraint)) {
                error(
                        "input-constraint",
                        "The input '" + name + "' has the constraint '" + constraint + "'. Use "
                                + String.join(", ", CONSTRAINTS) + "." + DidYouMean.hint(constraint, CONSTRAINTS));
            } else if (constraint.startsWith("m")
                    && (constraint.length() > 3 ? InputField.Type.STRING : InputField.Type.LONG) != type) {
                error(
                        "input-constraint",
                        "The input '" + name + "' is of type " + type.name().toLowerCase(Locale.ROOT) + "; '"
                                + constraint + "' is for " + (constraint.length() > 3 ? "string" : "long") + ".");
            } else {
                constraints.put(constraint, c.text("config"));
            }
        });
        return constraints;
    }

    private @Nullable Long bound(String name, Map<String, String> constraints, String which, boolean length) {
        String config = constraints.get(which);
        if (config == null) {
            return null;
        }
        try {
            long value = Long.parseLong(config);
            if (!length || value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, together with negative lengths.
        }
        error(
                "input-constraint",
                "The constraint '" + which + "' of the input '" + name + "' is '" + config
                        + "', which is not a whole number" + (length ? " of at least 0." : "."));
        return null;
    }

    private @Nullable String pattern(String name, InputField.Type type, @Nullable String pattern) {
        if (pattern == null || pattern.isEmpty()) {
            return null;
        }
        if (type != InputField.Type.STRING) {
            error("input-constraint", "The input '" + name + "' has a pattern, which is for strings only.");
            return null;
        }
        try {
            return Pattern.compile(pattern).pattern();
        } catch (PatternSyntaxException e) {
            error(
                    "input-constraint",
                    "The pattern of the input '" + name + "' is not a regular expression: " + e.getDescription() + ".");
            return null;
        }
    }

    private @Nullable Suggest suggest(String name, InputField.Type type, @Nullable String what) {
        if (what == null || what.isEmpty()) {
            return null;
        }
        if (!SUGGESTIONS.contains(what)) {
            error(
                    "input-suggest",
                    "The input '" + name + "' suggests '" + what + "'. Use one of " + String.join(", ", SUGGESTIONS)
                            + "." + DidYouMean.hint(what, SUGGESTIONS));
            return null;
        }
        if (type != InputField.Type.STRING) {
            error("input-suggest", "The input '" + name + "' suggests " + what + ", which is for strings only.");
            return null;
        }
        return Suggest.valueOf(what.toUpperCase(Locale.ROOT));
    }

    private List<Option> options(String name, Xml xml) {
        List<Option> options = new ArrayList<>();
        xml.children("camunda:value").forEach(v -> {
            String value = v.text("id");
            if (value.isEmpty() || options.stream().anyMatch(o -> o.value().equals(value))) {
                error(
                        "input-choice",
                        "The choice '" + value + "' of the input '" + name + "' is empty or there twice.");
            } else {
                options.add(new Option(value, v.text("name").isEmpty() ? value : v.text("name")));
            }
        });
        if (options.isEmpty()) {
            error("input-choice", "The input '" + name + "' is a choice of nothing. Give it values.");
        }
        return options;
    }

    private void defaultValue(InputField field) {
        String given = field.defaultValue();
        if (given == null) {
            return;
        }
        if (Juel.hasExpression(given)) {
            error(
                    "input-default",
                    "The default of the input '" + field.name() + "' must be a plain value, not an expression.");
        } else {
            InputValues.read(field, given)
                    .problem()
                    .ifPresent(clause -> error(
                            "input-default",
                            "The default of the input '" + field.name() + "' cannot be used: it " + clause));
        }
    }

    private void error(String rule, String message) {
        report.error(rule, element.where(), message);
    }
}
