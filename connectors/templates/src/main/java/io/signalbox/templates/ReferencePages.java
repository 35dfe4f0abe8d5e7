package io.signalbox.templates;

import io.signalbox.sdk.Durations;
import io.signalbox.sdk.ErrorCode;
import io.signalbox.sdk.describe.Catalogue;
import io.signalbox.sdk.describe.ConnectorDescriptor;
import io.signalbox.sdk.describe.ErrorDescriptor;
import io.signalbox.sdk.describe.FieldDescriptor;
import io.signalbox.sdk.describe.OperationDescriptor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A page in Markdown for each connector: its operations, what they take, give and fail with. */
public final class ReferencePages {

    private ReferencePages() {}

    /** The pages by connector id, in the order of the catalogue. */
    public static Map<String, String> all(Catalogue catalogue) {
        Map<String, String> pages = new LinkedHashMap<>();
        catalogue.connectors().forEach(connector -> pages.put(connector.id(), page(connector)));
        return pages;
    }

    /** The page of a connector. Each operation has an anchor: the part of its id after the dot. */
    public static String page(ConnectorDescriptor connector) {
        Markdown page = new Markdown();
        page.line("# " + connector.title()).line(connector.summary());
        page.table(
                connector.operations(),
                List.of("Operation", "What it does", "Effect"),
                List.of(
                        o -> "[`" + o.id() + "`](#" + verb(o) + ")",
                        OperationDescriptor::title,
                        o -> o.effect().name()));
        connector.operations().forEach(operation -> operation(page, operation));
        if (!connector.errors().isEmpty()) {
            page.line("## Errors").line("A boundary event on the task catches them by code.");
            page.table(
                    connector.errors(),
                    List.of("Code", "Whose turn", "Tried again"),
                    List.of(e -> "`" + e.code() + "`", e -> turn(e.kind()), ReferencePages::again));
        }
        return page.toString();
    }

    private static void operation(Markdown page, OperationDescriptor operation) {
        page.line("<a id=\"" + verb(operation) + "\"></a>")
                .line("## " + operation.title() + " — `" + operation.id() + "`")
                .line(operation.summary())
                .line(nature(operation));
        page.line("### Inputs");
        fields(page, operation.inputs(), true);
        page.line("### Outputs");
        fields(page, operation.outputs(), false);
    }

    private static String verb(OperationDescriptor operation) {
        return operation.id().substring(operation.connector().length() + 1);
    }

    private static String nature(OperationDescriptor operation) {
        List<String> can = new ArrayList<>();
        if (operation.findable()) {
            can.add("found again after a crash");
        }
        if (operation.repeatable()) {
            can.add("repeated where the input allows it");
        }
        if (operation.plannable()) {
            can.add("planned");
        }
        if (operation.undoable()) {
            can.add("undone");
        }
        String limit = Durations.format(operation.timeout());
        String attempts = operation.attempts() == 1
                ? "one attempt of at most " + limit
                : operation.attempts() + " attempts of at most " + limit + " each, "
                        + Durations.format(operation.backoff()) + " before the second";
        return "Effect: " + operation.effect() + (can.isEmpty() ? "" : "; can be " + String.join(", ", can))
                + ". Unless the step says otherwise: " + attempts + ".";
    }

    private static void fields(Markdown page, List<FieldDescriptor> fields, boolean input) {
        List<FieldDescriptor> rows = TypeWords.flattened(fields);
        if (rows.isEmpty()) {
            page.line("None.");
            return;
        }
        Function<FieldDescriptor, String> presence = field -> {
            if (!field.defaultValue().isEmpty()) {
                return "default `" + field.defaultValue() + "`";
            }
            return field.required() ? (input ? "required" : "always") : "optional";
        };
        page.table(
                rows,
                List.of("Name", "Type", input ? "Given" : "There", "Meaning"),
                List.of(f -> "`" + f.name() + "`", f -> TypeWords.of(f.type()), presence, ReferencePages::meaning));
    }

    private static String meaning(FieldDescriptor field) {
        return field.label()
                + (field.help().isEmpty() ? "." : ". " + field.help())
                + (field.example().isEmpty() ? "" : " Example: `" + field.example() + "`.");
    }

    private static String turn(ErrorCode.Kind kind) {
        return switch (kind) {
            case USER -> "whoever wrote the runbook, its inputs or the site";
            case EXTERNAL -> "the other system";
            case RESOURCE -> "whoever can free or add what ran out";
            case INTERNAL -> "the connector's author";
        };
    }

    private static String again(ErrorDescriptor error) {
        return error.retryable() ? "yes" : "no";
    }
}
