package io.signalbox.templates;

import io.signalbox.sdk.describe.FieldDescriptor;
import io.signalbox.sdk.describe.FieldType;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an editor can check while somebody types. Everything passes that is empty (where that is allowed) or holds an expression,
 * whose value nobody knows yet; therefore lengths are patterns too, and not the {@code minLength} and {@code maxLength} of the schema, which
 * would measure the expression.
 */
final class Constraints {

    static final String DURATION =
            "(?=\\d)(?:\\d+d)?(?:\\d+h)?(?:\\d+m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+ms)?|P(?=[\\dT])(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?";

    static final String DURATION_FORM = "a duration such as 90s, 5m or 1h30m";

    private Constraints() {}

    static Map<String, Object> of(FieldDescriptor field) {
        Map<String, Object> constraints = new LinkedHashMap<>();
        if (field.required()) {
            constraints.put("notEmpty", true);
        }
        switch (field.type()) {
            case FieldType.Text text -> text(constraints, text);
            case FieldType.Whole whole ->
                orExpression(constraints, whole.min() < 0 ? "-?\\d+" : "\\d+", "a whole number" + Ranges.of(whole));
            case FieldType.Decimal decimal ->
                orExpression(constraints, "-?\\d+(?:\\.\\d+)?", "a number" + Ranges.of(decimal));
            case FieldType.Time _ -> orExpression(constraints, DURATION, DURATION_FORM);
            case FieldType.Hidden _ ->
                exactly(constraints, "\\$\\{.*\\bsecrets\\b.*\\}", "Name a secret here: ${secrets.NAME}.");
            case FieldType.Bool _,
                    FieldType.Choice _,
                    FieldType.ListOf _,
                    FieldType.MapOf _,
                    FieldType.Nested _,
                    FieldType.Json _ -> {}
        }
        return constraints;
    }

    /** The whole text, or nothing at all. */
    static void exactly(Map<String, Object> constraints, String pattern, String message) {
        constraints.put("pattern", Json.object("value", "^(?:" + pattern + ")?$", "message", message));
    }

    private static void orExpression(Map<String, Object> constraints, String pattern, String form) {
        exactly(constraints, pattern + "|[\\s\\S]*[$#]\\{[\\s\\S]*", "Must be " + form + ", or an expression.");
    }

    private static void text(Map<String, Object> constraints, FieldType.Text text) {
        boolean bounded = text.minLength() > 1 || text.maxLength() < Integer.MAX_VALUE;
        if (!bounded && text.pattern().isEmpty()) {
            return;
        }
        String length = "[\\s\\S]{" + text.minLength() + ","
                + (text.maxLength() == Integer.MAX_VALUE ? "" : text.maxLength()) + "}";
        if (text.pattern().isEmpty()) {
            orExpression(constraints, length, Ranges.of(text));
        } else if (bounded) {
            orExpression(
                    constraints,
                    "(?=" + length + "$)(?:" + text.pattern() + ")",
                    Ranges.of(text) + " of the form " + text.pattern());
        } else {
            orExpression(constraints, "(?:" + text.pattern() + ")", "of the form " + text.pattern());
        }
    }
}
