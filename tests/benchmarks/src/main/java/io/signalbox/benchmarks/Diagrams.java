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
