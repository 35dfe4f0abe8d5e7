package io.signalbox.engine.runbook;

import io.signalbox.engine.Finding;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a BPMN file says, as far as Signalbox needs to know. Immutable. Reading one never fails: what is wrong is a finding of {@link DiagramRules}. */
public final class Diagram {

    private static final Set<String> NODES = Set.of(
            "startEvent",
            "endEvent",
            "intermediateCatchEvent",
            "intermediateThrowEvent",
            "boundaryEvent",
            "task",
            "manualTask",
            "userTask",
            "receiveTask",
            "serviceTask",
            "sendTask",
            "businessRuleTask",
            "scriptTask",
            "callActivity",
            "subProcess",
            "transaction",
            "adHocSubProcess",
            "exclusiveGateway",
            "inclusiveGateway",
            "parallelGateway",
            "eventBasedGateway",
            "complexGateway",
            "implicitThrowEvent",
            "subChoreography",
            "choreographyTask",
            "callChoreography",
            "event");

    private final Xml root;
    private final List<Finding> problems;
    private final List<Process> processes;

    private Diagram(Xml root, List<Finding> problems) {
        this.root = root;
        this.problems = problems;
        this.processes = root.children("bpmn:process").map(Process::new).toList();
    }

    /** @param mostBytes a larger file is not read; its only finding is {@code diagram-too-large} */
    public static Diagram read(byte[] bpmn, long mostBytes) {
        XmlReader.Reading reading = XmlReader.read(bpmn, mostBytes);
        Xml root = reading.root();
        return new Diagram(root == null ? Xml.NOTHING : root, reading.problems());
    }

    /**
     * The text of a file that was read without problems, whatever its encoding; it says that it is in UTF-8, or nothing.
     *
     * @throws IllegalArgumentException if its encoding cannot be read
     */
    public static String text(byte[] bpmn) {
        try {
            return XmlText.utf8(bpmn);
        } catch (XmlText.Unreadable e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** What kept the file from being read at all; empty if it was read. */
    public List<Finding> problems() {
        return problems;
    }

    /** The process that runs: the executable one. Empty if there is none or more than one. */
    public Optional<Process> process() {
        List<Process> executable =
                processes.stream().filter(Process::executable).toList();
        return executable.size() == 1 ? Optional.of(executable.getFirst()) : Optional.empty();
    }

    /** All of them, executable or not. */
    public List<Process> processes() {
        return processes;
    }

    /** An element of the process that runs, however deep. */
    public Optional<Element> element(String id) {
        return process().flatMap(p -> p.element(id));
    }

    /** The executable processes; where there is none, the only one there is, so that the rest of it can be judged as well. */
    List<Process> judged() {
        List<Process> executable =
                processes.stream().filter(Process::executable).toList();
        return executable.isEmpty() && processes.size() == 1 ? processes : executable;
    }

    Xml root() {
        return root;
    }

    static boolean flowNode(Xml xml) {
        return xml.bpmn() && NODES.contains(xml.local());
    }

    /**
     * A sequence flow.
     *
     * @param condition empty if it has none
     */
    public record Flow(String id, String name, String source, String target, String condition, String at) {
        private static Flow read(Xml xml) {
            return new Flow(
                    xml.text("id"),
                    xml.text("name"),
                    xml.text("sourceRef"),
                    xml.text("targetRef"),
                    xml.child("bpmn:conditionExpression").map(Xml::text).orElse(""),
                    xml.at());
        }

        String where() {
            return id.isEmpty() ? at : id;
        }
    }

    /** A process of the file. */
    public static final class Process {

        private final Xml xml;
        private final List<Element> elements;
        private final Map<String, Element> byId = new HashMap<>();
        private final List<Flow> flows;

        private Process(Xml xml) {
            this.xml = xml;
            this.elements = List.copyOf(Element.within(xml, Optional.empty()));
            this.elements.forEach(element -> byId.putIfAbsent(element.id(), element));
            this.flows = xml.all()
                    .filter(x -> x.is("bpmn:sequenceFlow"))
                    .map(Flow::read)
                    .toList();
        }

        /** The key of the runbook; empty if the file gives none. */
        public String id() {
            return xml.text("id");
        }

        /** Its name, else its id. */
        public String name() {
            String name = xml.text("name").replaceAll("\\s+", " ");
            return name.isEmpty() ? id() : name;
        }

        /** Empty if there is none. */
        public String documentation() {
            return xml.child("bpmn:documentation").map(Xml::text).orElse("");
        }

        public boolean executable() {
            return xml.text("isExecutable").equalsIgnoreCase("true");
        }

        /** Its {@code camunda:property}s by name. */
        public Map<String, String> properties() {
            return Element.properties(xml);
        }

        /** The form fields of its plain start event; those that cannot be read are left out. */
        public List<InputField> inputs() {
            return elements.stream()
                    .filter(e -> e.type().equals("startEvent")
                            && e.parent().isEmpty()
                            && e.definitions().isEmpty())
                    .flatMap(e -> new FormReader(e, new Report()).fields().stream())
                    .toList();
        }

        /** Its nodes and those of its subprocesses, parents first. */
        public List<Element> elements() {
            return elements;
        }

        public Optional<Element> element(String id) {
            return Optional.ofNullable(byId.get(id));
        }

        /** The sequence flows, also those within subprocesses. */
        public List<Flow> flows() {
            return flows;
        }

        Xml xml() {
            return xml;
        }

        String where() {
            return id().isEmpty() ? xml.at() : id();
        }
    }
}
