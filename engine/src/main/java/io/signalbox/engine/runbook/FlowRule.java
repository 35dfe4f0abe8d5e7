package io.signalbox.engine.runbook;

import io.signalbox.engine.runbook.Diagram.Flow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The token can get from a start to an end: nodes are connected, flows lead somewhere, gateways can choose. */
final class FlowRule implements DiagramRules.Rule {

    private static final Set<String> CHOOSING = Set.of("exclusiveGateway", "inclusiveGateway");

    @Override
    public void check(Diagram diagram, Report report) {
        diagram.judged().forEach(process -> {
            Set<String> ids = process.elements().stream().map(Element::id).collect(Collectors.toSet());
            references(process, ids, report);
            starts(process, report);
            reach(process, report);
            gateways(process, report);
        });
    }

    private static void references(Diagram.Process process, Set<String> ids, Report report) {
        for (Flow flow : process.flows()) {
            if (!ids.contains(flow.source()) || !ids.contains(flow.target())) {
                String missing = ids.contains(flow.source()) ? flow.target() : flow.source();
                report.error(
                        "flow-broken",
                        flow.where(),
                        "The sequence flow '" + flow.id() + "' leads from or to '" + missing
                                + "', which is no element of this process. Reconnect or remove it.");
            }
        }
    }

    private static void starts(Diagram.Process process, Report report) {
        List<Element> top =
                process.elements().stream().filter(e -> e.parent().isEmpty()).toList();
        List<Element> starts =
                top.stream().filter(e -> e.type().equals("startEvent")).toList();
        long plain = starts.stream().filter(e -> e.definitions().isEmpty()).count();
        if (starts.isEmpty()) {
            report.error("no-start-event", process.where(), "The process has no start event. Add one.");
        } else if (plain != 1) {
            report.error(
                    plain == 0 ? "no-plain-start-event" : "several-start-events",
                    process.where(),
                    "The process has " + plain
                            + " start events without a definition; a run needs exactly one to begin at.");
        }
        if (top.stream().noneMatch(e -> e.type().equals("endEvent"))) {
            report.error(
                    "no-end-event",
                    process.where(),
                    "The process has no end event. Add one whose name says the outcome.");
        }
        process.elements().stream()
                .filter(e -> e.scope() && !e.type().equals("adHocSubProcess"))
                .filter(e -> e.xml().children("bpmn:startEvent").count() != 1)
                .forEach(e -> report.error(
                        "no-start-event",
                        e.where(),
                        "The subprocess " + e.shown() + " needs exactly one start event."));
    }

    private static void reach(Diagram.Process process, Report report) {
        Map<String, List<Flow>> out = process.flows().stream().collect(Collectors.groupingBy(Flow::source));
        Set<String> reached = new HashSet<>();
        Deque<Element> next = new ArrayDeque<>(
                process.elements().stream().filter(FlowRule::begins).toList());
        while (!next.isEmpty()) {
            Element element = next.pop();
            if (reached.add(element.id())) {
                out.getOrDefault(element.id(), List.of()).stream()
                        .flatMap(f -> process.element(f.target()).stream())
                        .forEach(next::push);
            }
        }
        for (Element element : process.elements()) {
            if (!reached.contains(element.id())) {
                report.error(
                        "not-connected",
                        element.where(),
                        element.shown() + " cannot be reached from a start event. Connect or remove it.");
            } else if (!out.containsKey(element.id()) && !ends(element)) {
                report.warning(
                        "dead-end",
                        element.where(),
                        "The path ends at " + element.shown()
                                + " without an end event. Add one whose name says the outcome.");
            }
        }
    }

    /** Whether a token comes there by other ways than a sequence flow. */
    private static boolean begins(Element element) {
        return element.type().equals("startEvent")
                || element.type().equals("boundaryEvent")
                || element.eventSubprocess()
                || element.forCompensation()
                || (element.type().equals("intermediateCatchEvent") && element.has("bpmn:linkEventDefinition"));
    }

    private static boolean ends(Element element) {
        return element.type().equals("endEvent")
                || element.eventSubprocess()
                || element.forCompensation()
                || element.has("bpmn:linkEventDefinition")
                || element.has("bpmn:compensateEventDefinition");
    }

    private static void gateways(Diagram.Process process, Report report) {
        Map<String, List<Flow>> flows = process.flows().stream().collect(Collectors.groupingBy(Flow::source));
        for (Element gateway : process.elements()) {
            if (!CHOOSING.contains(gateway.type())) {
                continue;
            }
            String byDefault = gateway.xml().text("default");
            List<Flow> out = flows.getOrDefault(gateway.id(), List.of());
            if (!byDefault.isEmpty() && out.stream().noneMatch(f -> f.id().equals(byDefault))) {
                report.error(
                        "default-broken",
                        gateway.where(),
                        "The default flow '" + byDefault + "' of " + gateway.shown() + " does not begin there.");
            }
            if (out.size() > 1) {
                out.stream().filter(f -> !f.id().equals(byDefault)).forEach(f -> condition(gateway, f, report));
            }
        }
    }

    private static void condition(Element gateway, Flow flow, Report report) {
        if (flow.condition().isEmpty()) {
            report.error(
                    "no-condition",
                    flow.where(),
                    "The flow '" + flow.id() + "' out of " + gateway.shown()
                            + " has no condition and is not its default. Give it one or make it the default.");
        } else if (!Juel.hasExpression(flow.condition())) {
            report.error(
                    "condition-plain",
                    flow.where(),
                    "The condition of '" + flow.id() + "' is not an expression. Write it as ${…}.");
        }
    }
}
