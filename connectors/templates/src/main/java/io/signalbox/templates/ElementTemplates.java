package io.signalbox.templates;

import io.signalbox.sdk.describe.Catalogue;
import io.signalbox.sdk.describe.ConnectorDescriptor;
import io.signalbox.sdk.describe.FieldDescriptor;
import io.signalbox.sdk.describe.OperationDescriptor;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Element templates of Camunda 7: what an editor shows for a step and writes into its diagram. Plain JSON values, in the order of
 * the file; a list of them is what Camunda Modeler reads.
 *
 * <p>An editor writes every field of a template, those left empty as empty elements: an empty input or policy means "not given".
 */
public final class ElementTemplates {

    private static final String SCHEMA =
            "https://unpkg.com/@camunda/element-templates-json-schema/resources/schema.json";

    private ElementTemplates() {}

    /** The templates of all operations, without links to their pages. */
    public static List<Map<String, Object>> all(Catalogue catalogue) {
        return write(catalogue, null);
    }

    /**
     * The templates of all operations.
     *
     * @param pages where the reference pages are, {@code http} or {@code https}: an operation links to {@code
     *     <pages>/<connector>#<verb-noun>}
     */
    public static List<Map<String, Object>> all(Catalogue catalogue, URI pages) {
        return write(catalogue, pages);
    }

    /** The id of an operation's template, as in {@code camunda:modelerTemplate}. */
    public static String id(OperationDescriptor operation) {
        return "io.signalbox." + operation.id();
    }

    private static List<Map<String, Object>> write(Catalogue catalogue, @Nullable URI pages) {
        return catalogue.connectors().stream()
                .flatMap(connector -> connector.operations().stream().map(o -> template(connector, o, pages)))
                .toList();
    }

    private static Map<String, Object> template(
            ConnectorDescriptor connector, OperationDescriptor operation, @Nullable URI pages) {
        Map<String, Object> template = new LinkedHashMap<>();
        template.put("$schema", SCHEMA);
        template.put("name", operation.title());
        template.put("id", id(operation));
        template.put("version", 1);
        template.put("description", operation.summary());
        template.put("keywords", keywords(connector, operation));
        if (pages != null) {
            template.put("documentationRef", page(pages, operation));
        }
        template.put("category", category(connector));
        if (!connector.icon().isEmpty()) {
            template.put("icon", Json.object("contents", dataUri(connector.icon())));
        }
        // A plain task becomes a service task when the template is chosen for it.
        template.put("appliesTo", List.of("bpmn:Task", "bpmn:ServiceTask"));
        template.put("elementType", Json.object("value", "bpmn:ServiceTask"));
        template.put("groups", groups(operation));
        template.put("properties", properties(operation));
        return template;
    }

    private static Set<String> keywords(ConnectorDescriptor connector, OperationDescriptor operation) {
        Set<String> keywords = new LinkedHashSet<>();
        keywords.add(operation.id());
        keywords.addAll(connector.keywords());
        keywords.addAll(operation.keywords());
        return keywords;
    }

    private static String page(URI pages, OperationDescriptor operation) {
        String base = pages.toString();
        String verb = operation.id().substring(operation.connector().length() + 1);
        return base + (base.endsWith("/") ? "" : "/") + operation.connector() + "#" + verb;
    }

    private static Map<String, Object> category(ConnectorDescriptor connector) {
        return Json.object("id", connector.id(), "name", connector.title());
    }

    private static String dataUri(String svg) {
        return "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Map<String, Object>> groups(OperationDescriptor operation) {
        Map<String, Map<String, Object>> groups = new LinkedHashMap<>();
        for (FieldDescriptor field : operation.inputs()) {
            String id = InputProperty.group(field);
            groups.putIfAbsent(id, group(id, field.group().isEmpty() ? "Inputs" : field.group()));
        }
        groups.put(PolicyProperties.GROUP, group(PolicyProperties.GROUP, "Step policy"));
        return List.copyOf(groups.values());
    }

    private static Map<String, Object> group(String id, String label) {
        return Json.object("id", id, "label", label);
    }

    private static List<Map<String, Object>> properties(OperationDescriptor operation) {
        List<Map<String, Object>> properties = new ArrayList<>();
        properties.add(hidden("camunda:type", "external"));
        properties.add(hidden("camunda:topic", operation.id()));
        operation.inputs().forEach(field -> properties.add(InputProperty.of(field)));
        properties.addAll(PolicyProperties.of(operation));
        return properties;
    }

    private static Map<String, Object> hidden(String attribute, String value) {
        Map<String, Object> property = Json.object("type", "Hidden", "value", value);
        property.put("binding", binding("property", attribute));
        return property;
    }

    static Map<String, Object> binding(String type, String name) {
        return Json.object("type", type, "name", name);
    }
}
