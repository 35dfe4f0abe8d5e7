package io.signalbox.engine.runbook;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Events sit on something, wait for something, and refer to what is there. */
final class EventRule implements DiagramRules.Rule {

    private static final Map<String, String> REFERENCES = Map.of(
            "bpmn:errorEventDefinition", "errorRef",
            "bpmn:messageEventDefinition", "messageRef",
            "bpmn:signalEventDefinition", "signalRef",
            "bpmn:escalationEventDefinition", "escalationRef");
    private static final Set<String> TIMES = Set.of("bpmn:timeDuration", "bpmn:timeDate", "bpmn:timeCycle");
    private static final Set<String> HOLDS_ERROR = Set.of(
            "serviceTask",
            "sendTask",
            "businessRuleTask",
            "callActivity",
            "subProcess",
            "transaction",
            "userTask",
            "receiveTask",
            "scriptTask");

    @Override
    public void check(Diagram diagram, Report report) {
        Set<String> defined =
                diagram.root().children().stream().map(x -> x.text("id")).collect(Collectors.toSet());
        for (Diagram.Process process : diagram.judged()) {
            for (Element element : process.elements()) {
                element.definitions().forEach(definition -> definition(element, definition, defined, report));
                if (element.type().equals("boundaryEvent")) {
                    boundary(process, element, report);
                }
            }
        }
    }

    private static void boundary(Diagram.Process process, Element event, Report report) {
        Optional<Element> host = process.element(event.attachedTo());
        if (host.isEmpty()) {
            report.error(
                    "boundary-broken",
                    event.where(),
                    "The boundary event " + event.shown() + " sits on '" + event.attachedTo()
                            + "', which is not there. Attach it to a task or subprocess.");
        } else if (event.has("bpmn:errorEventDefinition")
                && !HOLDS_ERROR.contains(host.get().type())) {
            report.error(
                    "boundary-broken",
                    event.where(),
                    "The error event " + event.shown() + " sits on "
                            + host.get().shown() + ", which never throws an error.");
        }
        if (event.definitions().isEmpty()) {
            report.error(
                    "event-empty",
                    event.where(),
                    "The boundary event " + event.shown() + " does not say what it waits for.");
        }
    }

    private static void definition(Element element, Xml definition, Set<String> defined, Report report) {
        String reference = definition.text(REFERENCES.getOrDefault(definition.name(), ""));
        if (!reference.isEmpty() && !defined.contains(plain(reference))) {
            report.error(
                    "reference-broken",
                    element.where(),
                    element.shown() + " refers to '" + reference + "', which is not defined in this diagram.");
        }
        if (definition.is("bpmn:timerEventDefinition")
                && definition.children().stream()
                        .noneMatch(x -> TIMES.contains(x.name()) && !x.text().isEmpty())) {
            report.error(
                    "timer-empty",
                    element.where(),
                    "The timer " + element.shown() + " has no time. Give it a duration, date or cycle.");
        }
        boolean waits = !element.type().equals("endEvent") && !element.type().equals("intermediateThrowEvent");
        if (reference.isEmpty()
                && waits
                && (definition.is("bpmn:messageEventDefinition") || definition.is("bpmn:signalEventDefinition"))) {
            report.error(
                    "event-empty",
                    element.where(),
                    element.shown() + " does not say which message or signal it waits for.");
        }
    }

    /** References are qualified names, which may carry a prefix. */
    private static String plain(String reference) {
        return reference.substring(reference.indexOf(':') + 1);
    }
}
