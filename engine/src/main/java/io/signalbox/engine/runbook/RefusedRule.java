package io.signalbox.engine.runbook;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What would run code of the diagram's own inside the engine, and what the engine cannot run. */
final class RefusedRule implements DiagramRules.Rule {

    private static final Set<String> CODE = Set.of(
            "camunda:class",
            "camunda:delegateExpression",
            "camunda:expression",
            "camunda:formHandlerClass",
            "camunda:variableMappingClass",
            "camunda:variableMappingDelegateExpression",
            "camunda:decisionRef",
            "camunda:resource",
            "camunda:mapDecisionResult",
            "camunda:caseRef");
    private static final Map<String, String> ELEMENTS = Map.of(
            "camunda:executionListener", "an execution listener",
            "camunda:taskListener", "a task listener",
            "camunda:connector", "a Camunda connector",
            "camunda:script", "a script",
            "camunda:field", "an injected field",
            "bpmn:script", "a script");
    private static final Set<String> TASKS = Set.of("serviceTask", "sendTask", "businessRuleTask");
    private static final Set<String> NOT_RUN = Set.of(
            "adHocSubProcess",
            "complexGateway",
            "subChoreography",
            "choreographyTask",
            "callChoreography",
            "event",
            "implicitThrowEvent");
    private static final Set<String> SCOPES =
            Set.of("bpmn:process", "bpmn:subProcess", "bpmn:transaction", "bpmn:adHocSubProcess");
    private static final Set<String> NOTHING = Set.of("task", "manualTask");
    private static final Set<String> LANGUAGES = Set.of("", "juel");

    @Override
    public void check(Diagram diagram, Report report) {
        for (Diagram.Process process : diagram.judged()) {
            process.elements().forEach(element -> type(element, report));
            inside(process.xml(), process.where(), process.name(), report);
        }
    }

    private static void type(Element element, Report report) {
        String type = element.type();
        if (type.equals("scriptTask")) {
            report.error(
                    "script",
                    element.where(),
                    element.shown() + " is a script task. Scripts do not run here; use a connector's operation.");
        } else if (TASKS.contains(type) && !element.step()) {
            report.error(
                    "not-a-step",
                    element.where(),
                    element.shown()
                            + " has no connector. Set camunda:type=\"external\" and an operation as camunda:topic.");
        } else if (NOT_RUN.contains(type)) {
            report.error(
                    "not-supported",
                    element.where(),
                    element.shown() + " is a " + type + ", which the engine cannot run.");
        } else if (NOTHING.contains(type)) {
            report.warning(
                    "does-nothing",
                    element.where(),
                    element.shown() + " is a plain task: it does nothing and the run goes on at once.");
        } else if ((type.equals("endEvent") || type.equals("intermediateThrowEvent"))
                && element.has("bpmn:messageEventDefinition")) {
            report.error(
                    "message-throw",
                    element.where(),
                    element.shown() + " sends a message, which needs code. Use a service task with an operation.");
        }
    }

    /** Goes down and names the nearest element with an id. */
    private static void inside(Xml xml, String where, String shown, Report report) {
        boolean named = xml.bpmn() && !xml.text("id").isEmpty();
        String here = named ? xml.text("id") : where;
        String name =
                named ? (xml.text("name").isEmpty() ? here : xml.text("name").replaceAll("\\s+", " ")) : shown;
        String element = ELEMENTS.get(xml.name());
        if (element != null) {
            report.error(
                    "code",
                    here,
                    "'" + name + "' has " + element + ", which does not run here. Use a connector's operation.");
        }
        for (String attribute : xml.attributes().keySet()) {
            if (CODE.contains(attribute)) {
                report.error(
                        "code",
                        here,
                        "'" + name + "' has " + attribute + ", which does not run here. Use a connector's operation.");
            }
        }
        if (!LANGUAGES.contains(xml.text("language").toLowerCase(Locale.ROOT)) && xml.bpmn()) {
            report.error(
                    "script",
                    here,
                    "'" + name + "' has an expression in '" + xml.text("language")
                            + "'. Write it as ${…}, without a language.");
        }
        for (Xml child : xml.children()) {
            if (SCOPES.contains(xml.name()) && !child.bpmn()) {
                // The engine looks at the name only and might run it.
                report.error(
                        "foreign-element",
                        here,
                        "'" + name + "' contains " + child.local() + ", which is no element of BPMN. Remove it.");
            }
            inside(child, here, name, report);
        }
    }
}
