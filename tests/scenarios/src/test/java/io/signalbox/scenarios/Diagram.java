package io.signalbox.scenarios;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A runbook written short: its elements run one after the other, from the first to the last. */
final class Diagram {

    private static final String HEAD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                id="definitions" targetNamespace="http://signalbox.io/test">
            """;

    private final String key;
    private final List<String> inputs = new ArrayList<>();
    private final List<String> elements = new ArrayList<>();
    private final List<String> ids = new ArrayList<>(List.of("start"));

    private Diagram(String key) {
        this.key = key;
    }

    static Diagram of(String key) {
        return new Diagram(key);
    }

    /** Everything of a document but its elements. */
    static String definitions(String elements) {
        return HEAD + elements + "</bpmn:definitions>\n";
    }

    /** @param constraints such as {@code required} or {@code max=5} */
    Diagram input(String name, String type, String... constraints) {
        String limits = List.of(constraints).stream()
                .map(c -> c.split("=", 2))
                .map(c -> "<camunda:constraint name=\"" + c[0] + "\"" + (c.length > 1 ? " config=\"" + c[1] + "\"" : "")
                        + " />")
                .collect(Collectors.joining());
        inputs.add(
                "<camunda:formField id=\"%s\" label=\"%s\" type=\"%s\"><camunda:validation>%s</camunda:validation></camunda:formField>"
                        .formatted(name, name, type, limits));
        return this;
    }

    /** Settings are input parameters, {@code text=hello}, and properties, {@code @retry.attempts=3}. */
    Diagram step(String id, String operation, String... settings) {
        StringBuilder parameters = new StringBuilder();
        StringBuilder properties = new StringBuilder();
        for (String setting : settings) {
            String name = setting.substring(0, setting.indexOf('='));
            String value = setting.substring(setting.indexOf('=') + 1);
            if (name.startsWith("@")) {
                properties.append("<camunda:property name=\"%s\" value=\"%s\" />".formatted(name.substring(1), value));
            } else {
                parameters.append(
                        "<camunda:inputParameter name=\"%s\">%s</camunda:inputParameter>".formatted(name, value));
            }
        }
        return element(id, """
                <bpmn:serviceTask id="%s" name="%s" camunda:type="external" camunda:topic="%s"><bpmn:extensionElements>
                  <camunda:inputOutput>%s</camunda:inputOutput><camunda:properties>%s</camunda:properties>
                </bpmn:extensionElements></bpmn:serviceTask>
                """.formatted(id, id, operation, parameters, properties));
    }

    /** Any element, given as XML. */
    Diagram element(String id, String xml) {
        ids.add(id);
        elements.add(xml);
        return this;
    }

    /** Ends as the run's outcome. */
    String end(String outcome) {
        ids.add("end");
        StringBuilder flows = new StringBuilder();
        for (int i = 0; i + 1 < ids.size(); i++) {
            flows.append("<bpmn:sequenceFlow id=\"flow%d\" sourceRef=\"%s\" targetRef=\"%s\" />\n"
                    .formatted(i, ids.get(i), ids.get(i + 1)));
        }
        return definitions("""
                <bpmn:process id="%s" name="%s" isExecutable="true" camunda:historyTimeToLive="P1D">
                <bpmn:startEvent id="start"><bpmn:extensionElements><camunda:formData>%s</camunda:formData></bpmn:extensionElements></bpmn:startEvent>
                %s<bpmn:endEvent id="end" name="%s" />
                %s</bpmn:process>
                """.formatted(key, key, String.join("", inputs), String.join("", elements), outcome, flows));
    }
}
