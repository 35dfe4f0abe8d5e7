package io.signalbox.templates;

import io.signalbox.sdk.Durations;
import io.signalbox.sdk.describe.OperationDescriptor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where a step's output goes, and how often and how long it is tried: the same properties for every operation, with its own defaults. */
final class PolicyProperties {

    static final String GROUP = "policy";

    private PolicyProperties() {}

    static List<Map<String, Object>> of(OperationDescriptor operation) {
        return List.of(
                property(
                        "resultVariable",
                        "Result variable",
                        "Name of the variable that takes the output; the task's id if left empty.",
                        "",
                        "[A-Za-z_][A-Za-z0-9_]*",
                        "Must be a name of letters, digits and _, not beginning with a digit."),
                duration("timeout", "Time limit", "Hard limit of one attempt.", Durations.format(operation.timeout())),
                property(
                        "retry.attempts",
                        "Attempts",
                        "How often it is tried before it fails. Default: " + operation.attempts() + ".",
                        Integer.toString(operation.attempts()),
                        "[1-9]\\d{0,2}",
                        "Must be a whole number from 1 to 999."),
                duration(
                        "retry.backoff",
                        "Wait before a retry",
                        "Before the second attempt; doubles with each further one.",
                        Durations.format(operation.backoff())),
                duration(
                        "retry.budget",
                        "Time for all attempts",
                        "No attempt begins later than this after the first; unlimited if left empty.",
                        ""));
    }

    private static Map<String, Object> duration(String name, String label, String help, String defaultValue) {
        return property(
                name,
                label,
                defaultValue.isEmpty() ? help : help + " Default: " + defaultValue + ".",
                defaultValue,
                Constraints.DURATION,
                "Must be " + Constraints.DURATION_FORM + ".");
    }

    private static Map<String, Object> property(
            String name, String label, String help, String placeholder, String pattern, String message) {
        Map<String, Object> constraints = new LinkedHashMap<>();
        Constraints.exactly(constraints, pattern, message);
        Map<String, Object> property = new LinkedHashMap<>();
        property.put("label", label);
        property.put("description", InputProperty.escaped(help));
        property.put("group", GROUP);
        property.put("type", "String");
        if (!placeholder.isEmpty()) {
            property.put("placeholder", placeholder);
        }
        property.put("constraints", constraints);
        property.put("binding", ElementTemplates.binding("camunda:property", name));
        return property;
    }
}
