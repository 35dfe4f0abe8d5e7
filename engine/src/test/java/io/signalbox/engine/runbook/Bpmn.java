package io.signalbox.engine.runbook;

import java.nio.charset.StandardCharsets;

/** Small diagrams for tests. */
final class Bpmn {

    static final long MOST = 1 << 20;

    private Bpmn() {}

    /** A file around what is given. */
    static String file(String content) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <b:definitions xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL"
                    xmlns:c="http://camunda.org/schema/1.0/bpmn" xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="t">
                %s
                </b:definitions>
                """.formatted(content);
    }

    /** A process with a start, what is given, and an end. */
    static String process(String content) {
        return file("""
                <b:process id="p" name="P" isExecutable="true" c:historyTimeToLive="P1D">
                <b:startEvent id="start"/><b:endEvent id="end"/>
                %s
                </b:process>
                """.formatted(content));
    }

    /** A process that goes from its start through one element to its end, all drawn. */
    static String through(String id, String element) {
        return file("""
                <b:process id="p" name="P" isExecutable="true" c:historyTimeToLive="P1D">
                <b:startEvent id="start"/><b:endEvent id="end"/>
                %2$s
                <b:sequenceFlow id="f1" sourceRef="start" targetRef="%1$s"/>
                <b:sequenceFlow id="f2" sourceRef="%1$s" targetRef="end"/>
                </b:process>
                <di:BPMNDiagram><di:BPMNPlane bpmnElement="p">
                <di:BPMNShape bpmnElement="start"/><di:BPMNShape bpmnElement="end"/><di:BPMNShape bpmnElement="%1$s"/>
                <di:BPMNEdge bpmnElement="f1"/><di:BPMNEdge bpmnElement="f2"/>
                </di:BPMNPlane></di:BPMNDiagram>
                """.formatted(id, element));
    }

    /** A step with what is given inside its extension elements. */
    static String step(String topic, String extension) {
        return through(
                "s",
                "<b:serviceTask id=\"s\" name=\"Step\" c:type=\"external\" c:topic=\"%s\"><b:extensionElements>%s</b:extensionElements></b:serviceTask>"
                        .formatted(topic, extension));
    }

    static String inputs(String parameters) {
        return "<c:inputOutput>" + parameters + "</c:inputOutput>";
    }

    static String input(String name, String value) {
        return "<c:inputParameter name=\"%s\">%s</c:inputParameter>".formatted(name, value);
    }

    static String properties(String... namesAndValues) {
        StringBuilder xml = new StringBuilder("<c:properties>");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            xml.append("<c:property name=\"%s\" value=\"%s\"/>".formatted(namesAndValues[i], namesAndValues[i + 1]));
        }
        return xml + "</c:properties>";
    }

    /** A process whose start event has these form fields. */
    static String form(String fields) {
        return through("t", "<b:userTask id=\"t\"/>")
                .replace(
                        "<b:startEvent id=\"start\"/>",
                        "<b:startEvent id=\"start\"><b:extensionElements><c:formData>" + fields
                                + "</c:formData></b:extensionElements></b:startEvent>");
    }

    static Diagram read(String xml) {
        return Diagram.read(xml.getBytes(StandardCharsets.UTF_8), MOST);
    }
}
