package io.signalbox.webapp;

/** Small diagrams, written in one line each. */
public final class Diagrams {

    private Diagrams() {}

    /** A process with these elements and flows. */
    public static String process(String key, String body) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" \
                xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="http://signalbox.io/test">
                <bpmn:process id="%s" name="%s" isExecutable="true">
                %s
                </bpmn:process>
                </bpmn:definitions>
                """.formatted(key, key, body);
    }

    /** Start with the inputs {@code service} (required) and {@code count}, one step, end. */
    public static String step(String key, String operation, String inputs) {
        return process(key, """
                <bpmn:startEvent id="start"><bpmn:extensionElements><camunda:formData>
                <camunda:formField id="service" label="Service" type="string"><camunda:validation>
                <camunda:constraint name="required" config="true"/><camunda:constraint name="maxlength" config="40"/>
                </camunda:validation></camunda:formField>
                <camunda:formField id="count" label="Count" type="long"><camunda:validation>
                <camunda:constraint name="min" config="1"/></camunda:validation></camunda:formField>
                </camunda:formData></bpmn:extensionElements></bpmn:startEvent>
                <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="work"/>
                <bpmn:serviceTask id="work" name="Work" camunda:type="external" camunda:topic="%s">
                <bpmn:extensionElements><camunda:inputOutput>%s</camunda:inputOutput></bpmn:extensionElements>
                </bpmn:serviceTask>
                <bpmn:sequenceFlow id="f2" sourceRef="work" targetRef="end"/>
                <bpmn:endEvent id="end" name="Done"/>""".formatted(operation, inputs));
    }

    /** An input of a step. */
    public static String input(String name, String value) {
        return "<camunda:inputParameter name=\"" + name + "\">" + value + "</camunda:inputParameter>";
    }
}
