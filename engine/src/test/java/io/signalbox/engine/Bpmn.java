package io.signalbox.engine;

/** Diagrams written short. */
final class Bpmn {

    private Bpmn() {}

    static String process(String key, String body) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                    xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                    id="d" targetNamespace="http://signalbox.io/test">
                  <bpmn:error id="oops" errorCode="OOPS" />
                  <bpmn:process id="%s" isExecutable="true" camunda:historyTimeToLive="P1D">
                  %s
                  </bpmn:process>
                </bpmn:definitions>
                """.formatted(key, body);
    }

    static String flow(String from, String to) {
        return "<bpmn:sequenceFlow id=\"%s-%s\" sourceRef=\"%s\" targetRef=\"%s\" />".formatted(from, to, from, to);
    }

    /** Flows along a chain of ids. */
    static String chain(String... ids) {
        StringBuilder flows = new StringBuilder();
        for (int i = 0; i + 1 < ids.length; i++) {
            flows.append(flow(ids[i], ids[i + 1]));
        }
        return flows.toString();
    }

    static String start(String... inputs) {
        StringBuilder fields = new StringBuilder();
        for (String input : inputs) {
            fields.append("<camunda:formField id=\"%s\" label=\"%s\" type=\"string\" />".formatted(input, input));
        }
        return "<bpmn:startEvent id=\"start\"><bpmn:extensionElements><camunda:formData>" + fields
                + "</camunda:formData></bpmn:extensionElements></bpmn:startEvent>";
    }

    static String end(String id, String name) {
        return "<bpmn:endEvent id=\"%s\" name=\"%s\" />".formatted(id, name);
    }

    /** Parameters as {@code name=value}; properties as {@code @name=value}. */
    static String step(String id, String operation, String... settings) {
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
        return """
                <bpmn:serviceTask id="%s" name="%s" camunda:type="external" camunda:topic="%s"><bpmn:extensionElements>
                  <camunda:inputOutput>%s</camunda:inputOutput><camunda:properties>%s</camunda:properties>
                </bpmn:extensionElements></bpmn:serviceTask>""".formatted(id, id, operation, parameters, properties);
    }

    static String catchError(String id, String on) {
        return "<bpmn:boundaryEvent id=\"%s\" attachedToRef=\"%s\"><bpmn:errorEventDefinition /></bpmn:boundaryEvent>"
                .formatted(id, on);
    }
}
