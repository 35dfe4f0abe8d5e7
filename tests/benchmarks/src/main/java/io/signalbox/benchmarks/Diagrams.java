package io.signalbox.benchmarks;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Diagrams of steps one after the other. */
final class Diagrams {

    private Diagrams() {}

    /** Steps that give back a line of text made from two inputs. */
    static String notes(String key, int steps) {
        return sequence(key, steps, n -> """
                <serviceTask id="step%d" name="Step %d" camunda:type="external" camunda:topic="flow.note"><extensionElements>
                <camunda:inputOutput><camunda:inputParameter name="text">${greeting} ${name}, step %d</camunda:inputParameter></camunda:inputOutput>
                </extensionElements></serviceTask>
                """.formatted(n, n, n));
    }

    /** One step that waits as long as its input says. */
    static String waits(String key) {
        return sequence(key, 1, _ -> """
                <serviceTask id="step1" name="Wait" camunda:type="external" camunda:topic="flow.wait"><extensionElements>
                <camunda:inputOutput><camunda:inputParameter name="duration">${name}</camunda:inputParameter></camunda:inputOutput>
                </extensionElements></serviceTask>
                """);
    }

    /** As {@link #notes}, drawn in rows; the last step waits as long as the second input says. */
    static String drawn(String key, int steps) {
        String wait = sequence(
                key,
                steps,
                n -> n == steps
                        ? task(n, "flow.wait", "duration", "${name}")
                        : task(n, "flow.note", "text", "${greeting}, step " + n));
        StringBuilder shapes = new StringBuilder(shape("start", 0, 36));
        IntStream.rangeClosed(1, steps).forEach(n -> shapes.append(shape("step" + n, n, 100)));
        shapes.append(shape("end", steps + 1, 36));
        IntStream.rangeClosed(0, steps)
                .forEach(n -> shapes.append("<d:BPMNEdge id=\"flow%d_di\" bpmnElement=\"flow%d\">%s%s</d:BPMNEdge>"
                        .formatted(n, n, middle(n), middle(n + 1))));
        return wait.replace(
                "</definitions>",
                "<d:BPMNDiagram id=\"drawn\" xmlns:d=\"http://www.omg.org/spec/BPMN/20100524/DI\" xmlns:dc=\"http://www.omg.org/spec/DD/20100524/DC\""
                        + " xmlns:di=\"http://www.omg.org/spec/DD/20100524/DI\"><d:BPMNPlane id=\"plane\" bpmnElement=\""
                        + key + "\">"
                        + shapes + "</d:BPMNPlane></d:BPMNDiagram></definitions>");
    }

    private static final int IN_A_ROW = 25;

    private static int x(int n) {
        return 140 * (n / IN_A_ROW % 2 == 0 ? n % IN_A_ROW : IN_A_ROW - 1 - n % IN_A_ROW);
    }

    private static int y(int n) {
        return 130 * (n / IN_A_ROW);
    }

    private static String shape(String id, int n, int width) {
        int height = width == 100 ? 80 : width;
        return "<d:BPMNShape id=\"%s_di\" bpmnElement=\"%s\"><dc:Bounds x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" /></d:BPMNShape>"
                .formatted(id, id, x(n) + (100 - width) / 2, y(n) + (80 - height) / 2, width, height);
    }

    private static String middle(int n) {
        return "<di:waypoint x=\"%d\" y=\"%d\" />".formatted(x(n) + 50, y(n) + 40);
    }

    private static String task(int n, String operation, String input, String value) {
        return """
                <serviceTask id="step%d" name="Step %d" camunda:type="external" camunda:topic="%s"><extensionElements>
                <camunda:inputOutput><camunda:inputParameter name="%s">%s</camunda:inputParameter></camunda:inputOutput>
                </extensionElements></serviceTask>
                """.formatted(n, n, operation, input, value);
    }

    static String sequence(String key, int steps, IntFunction<String> step) {
        String tasks = IntStream.rangeClosed(1, steps).mapToObj(step).collect(Collectors.joining());
        String flows = IntStream.rangeClosed(0, steps)
                .mapToObj(n -> "<sequenceFlow id=\"flow%d\" sourceRef=\"%s\" targetRef=\"%s\" />\n"
                        .formatted(n, n == 0 ? "start" : "step" + n, n == steps ? "end" : "step" + (n + 1)))
                .collect(Collectors.joining());
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
                    xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="definitions" targetNamespace="http://signalbox.io/benchmarks">
                <process id="%s" name="%s" isExecutable="true" camunda:historyTimeToLive="P30D">
                <startEvent id="start"><extensionElements><camunda:formData>
                <camunda:formField id="greeting" label="Greeting" type="string" />
                <camunda:formField id="name" label="Name" type="string" />
                </camunda:formData></extensionElements></startEvent>
                %s<endEvent id="end" name="Said" />
                %s</process></definitions>
                """.formatted(key, key, tasks, flows);
    }
}
