package io.signalbox.engine.runbook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A node of a runbook's flow: an event, a task, a gateway, a subprocess. */
public final class Element {

    private static final Set<String> STEPS = Set.of("serviceTask", "sendTask", "businessRuleTask");
    private static final Set<String> SCOPES = Set.of("subProcess", "transaction", "adHocSubProcess");

    private final Xml xml;
    private final Optional<Element> parent;

    Element(Xml xml, Optional<Element> parent) {
        this.xml = xml;
        this.parent = parent;
    }

    /** Empty if the file gives none. */
    public String id() {
        return xml.text("id");
    }

    /** What people see: its name, else its id. */
    public String name() {
        String name = xml.text("name").replaceAll("\\s+", " ");
        return name.isEmpty() ? id() : name;
    }

    /** The BPMN name of its type: {@code serviceTask}, {@code exclusiveGateway}, … */
    public String type() {
        return xml.local();
    }

    /** The subprocess around it; empty directly in the process. */
    public Optional<Element> parent() {
        return parent;
    }

    /** Whether it is served as an external task, by us or by a foreign worker. */
    public boolean step() {
        return STEPS.contains(type()) && xml.text("camunda:type").equals("external");
    }

    /** The topic of a step: the id of its operation. Empty for other elements. */
    public String topic() {
        return step() ? xml.text("camunda:topic") : "";
    }

    /** Whether a foreign worker serves it. */
    public boolean foreign() {
        return "true".equals(properties().get("signalbox.external"));
    }

    /** Its {@code camunda:property}s by name. */
    public Map<String, String> properties() {
        return properties(xml);
    }

    /** Its {@code camunda:inputParameter}s, in the order of the file. */
    public List<Parameter> inputs() {
        return xml.path("bpmn:extensionElements", "camunda:inputOutput", "camunda:inputParameter")
                .map(Parameter::read)
                .toList();
    }

    /** The variable that takes a step's output. */
    public String resultVariable() {
        return properties().getOrDefault("resultVariable", id());
    }

    /** What a call activity calls: the key of a runbook, or an expression. Empty for other elements. */
    public String calls() {
        return type().equals("callActivity") ? xml.text("calledElement") : "";
    }

    /** Whether it runs several times, once for each of something. */
    public boolean multiInstance() {
        return xml.child("bpmn:multiInstanceLoopCharacteristics").isPresent();
    }

    /** The id of what a boundary event sits on; empty for other elements. */
    public String attachedTo() {
        return xml.text("attachedToRef");
    }

    boolean scope() {
        return SCOPES.contains(type());
    }

    boolean eventSubprocess() {
        return scope() && xml.text("triggeredByEvent").equals("true");
    }

    boolean forCompensation() {
        return xml.text("isForCompensation").equals("true");
    }

    /** The event definitions of an event ({@code bpmn:timerEventDefinition}, …). */
    List<Xml> definitions() {
        return xml.children().stream()
                .filter(child -> child.bpmn() && child.local().endsWith("EventDefinition"))
                .toList();
    }

    boolean has(String definition) {
        return definitions().stream().anyMatch(child -> child.is(definition));
    }

    Xml xml() {
        return xml;
    }

    /** Where a finding about it points. */
    String where() {
        return id().isEmpty() ? xml.at() : id();
    }

    /** How a message names it. */
    String shown() {
        return id().isEmpty() ? "A " + type() + " without id" : "'" + name() + "'";
    }

    /** Editors write every property of a template; an empty one was not given. */
    static Map<String, String> properties(Xml of) {
        Map<String, String> properties = new LinkedHashMap<>();
        of.path("bpmn:extensionElements", "camunda:properties", "camunda:property")
                .filter(p -> !p.text("name").isEmpty() && !p.text("value").isBlank())
                .forEach(p -> properties.put(p.text("name"), p.text("value")));
        return properties;
    }

    /** The nodes of a scope and of the scopes within, parents first. */
    static List<Element> within(Xml scope, Optional<Element> parent) {
        List<Element> elements = new ArrayList<>();
        for (Xml child : scope.children()) {
            if (Diagram.flowNode(child)) {
                Element element = new Element(child, parent);
                elements.add(element);
                elements.addAll(within(child, Optional.of(element)));
            }
        }
        return elements;
    }

    /** Itself, then what is around it, inside out. */
    Stream<Element> outwards() {
        return Stream.iterate(Optional.of(this), Optional::isPresent, e -> e.flatMap(Element::parent))
                .flatMap(Optional::stream);
    }

    @Override
    public String toString() {
        return type() + " " + where();
    }
}
