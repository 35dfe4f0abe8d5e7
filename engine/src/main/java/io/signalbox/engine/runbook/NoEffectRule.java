package io.signalbox.engine.runbook;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What diagrams of other tools may say and a run passes over: it may stay, but nobody should rely on it. */
final class NoEffectRule implements DiagramRules.Rule {

    private static final String RULE = "no-effect";

    private static final Map<String, String> BESIDE_PROCESSES = Map.of(
            "choreography", "a choreography",
            "globalChoreographyTask", "a global choreography task",
            "globalConversation", "a global conversation",
            "globalTask", "a global task",
            "globalUserTask", "a global user task",
            "globalManualTask", "a global manual task",
            "globalScriptTask", "a global script task",
            "globalBusinessRuleTask", "a global business rule task");
    private static final Set<String> CONVERSATIONS = Set.of("conversation", "subConversation", "callConversation");
    private static final Map<String, String> DATA = Map.of(
            "dataObjectReference", "a data object",
            "dataStoreReference", "a data store",
            "property", "a property",
            "correlationSubscription", "a correlation subscription");
    private static final Set<String> ASSOCIATIONS =
            Set.of("ioSpecification", "dataInputAssociation", "dataOutputAssociation");
    private static final Set<String> PEOPLE = Set.of("humanPerformer", "potentialOwner");
    private static final Set<String> ROLES = Set.of("resourceRole", "performer", "humanPerformer", "potentialOwner");
    private static final int NAMED = 5;

    @Override
    public void check(Diagram diagram, Report report) {
        beside(diagram.root(), report);
        List<Diagram.Process> judged = diagram.judged();
        diagram.processes().stream()
                .filter(process -> !judged.contains(process))
                .forEach(process -> say(
                        report,
                        process.where(),
                        "The process '" + process.name() + "' is not executable, so it is a picture only."));
        for (Diagram.Process process : judged) {
            process.elements().forEach(element -> element(element, report));
            process.xml().all().filter(Xml::bpmn).forEach(xml -> data(xml, report));
            extensions(process, report);
        }
    }

    private static void beside(Xml root, Report report) {
        for (Xml child : root.children()) {
            String kind = child.bpmn() ? BESIDE_PROCESSES.get(child.local()) : null;
            if (kind != null) {
                say(report, where(child), shown(child) + " is " + kind + ", which does not run here.");
            }
        }
        root.children("bpmn:collaboration")
                .flatMap(Xml::all)
                .filter(xml -> xml.bpmn() && CONVERSATIONS.contains(xml.local()))
                .forEach(xml -> say(report, where(xml), shown(xml) + " is a conversation, which does not run here."));
    }

    private static void element(Element element, Report report) {
        Xml xml = element.xml();
        if (element.definitions().size() > 1) {
            say(
                    report,
                    element.where(),
                    element.shown()
                            + " is an event of several kinds at once, of which only one counts. Use one for each.");
        }
        if (xml.text("instantiate").equals("true")) {
            say(report, element.where(), element.shown() + " is to start a run, which only a start event does.");
        }
        for (String quantity : List.of("startQuantity", "completionQuantity")) {
            if (!xml.text(quantity).isEmpty() && !xml.text(quantity).equals("1")) {
                say(
                        report,
                        element.where(),
                        element.shown() + " has a " + quantity
                                + ", which has no effect: one token comes, one goes on.");
            }
        }
        if (xml.children().stream().anyMatch(child -> child.bpmn() && ASSOCIATIONS.contains(child.local()))) {
            say(
                    report,
                    element.where(),
                    element.shown()
                            + " hands data over by data associations, which have no effect. Use inputs and outputs.");
        }
        if (xml.children().stream().anyMatch(child -> role(child, element.type()))) {
            say(
                    report,
                    element.where(),
                    element.shown() + " names people by a resource role, which has no effect there.");
        }
        xml.children("bpmn:multiInstanceLoopCharacteristics").forEach(loop -> repetition(element, loop, report));
    }

    private static boolean role(Xml child, String type) {
        return child.bpmn()
                && ROLES.contains(child.local())
                && !(type.equals("userTask") && PEOPLE.contains(child.local()));
    }

    private static void repetition(Element element, Xml loop, Report report) {
        if (!loop.text("behavior").isEmpty() && !loop.text("behavior").equals("All")) {
            say(
                    report,
                    element.where(),
                    element.shown() + " throws an event as it is repeated (behavior=\"" + loop.text("behavior")
                            + "\"), which has no effect.");
        }
        if (Stream.of("bpmn:loopDataOutputRef", "bpmn:outputDataItem")
                .anyMatch(name -> loop.child(name).isPresent())) {
            say(
                    report,
                    element.where(),
                    element.shown()
                            + " collects what its repetitions put out in loopDataOutputRef, which has no effect.");
        }
    }

    private static void data(Xml xml, Report report) {
        String kind = DATA.get(xml.local());
        if (kind != null) {
            say(
                    report,
                    where(xml),
                    shown(xml) + " is " + kind + ", which is a picture only. What steps put out are variables.");
        }
    }

    /** Once for a file, not once for each of hundreds of details. */
    private static void extensions(Diagram.Process process, Report report) {
        Set<String> names = new LinkedHashSet<>();
        List<String> places = new ArrayList<>();
        process.xml().all().filter(Xml::bpmn).forEach(xml -> {
            List<String> here = Stream.concat(
                            xml.attributes().keySet().stream(),
                            xml.children("bpmn:extensionElements")
                                    .flatMap(held -> held.children().stream())
                                    .map(Xml::name))
                    .filter(name -> name.startsWith("other:"))
                    .map(name -> name.substring("other:".length()))
                    .toList();
            names.addAll(here);
            if (!here.isEmpty()) {
                places.add(where(xml));
            }
        });
        if (!places.isEmpty()) {
            String named =
                    String.join(", ", names.stream().limit(NAMED).toList()) + (names.size() > NAMED ? ", …" : "");
            say(
                    report,
                    places.getFirst(),
                    "Extensions of other tools (" + named + ") are kept and have no effect here"
                            + (places.size() > 1 ? ", at " + places.size() + " elements." : "."));
        }
    }

    private static void say(Report report, String where, String message) {
        report.warning(RULE, where, message);
    }

    private static String where(Xml xml) {
        return xml.text("id").isEmpty() ? xml.at() : xml.text("id");
    }

    private static String shown(Xml xml) {
        String name = xml.text("name").replaceAll("\\s+", " ");
        String said = name.isEmpty() ? xml.text("id") : name;
        return said.isEmpty() ? "A " + xml.local() + " without id" : "'" + said + "'";
    }
}
