package io.signalbox.engine.runbook;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Everything that runs has an id, a legal one, its own. */
final class IdRule implements DiagramRules.Rule {

    private static final Pattern LEGAL = Pattern.compile("[A-Za-z_][\\w.-]*");
    private static final int LONGEST = 200;

    @Override
    public void check(Diagram diagram, Report report) {
        diagram.judged().forEach(process -> {
            check(process.xml(), report);
            process.elements().forEach(element -> check(element.xml(), report));
            process.xml().all().filter(x -> x.is("bpmn:sequenceFlow")).forEach(flow -> check(flow, report));
        });
        Set<String> seen = new HashSet<>();
        diagram.root()
                .all()
                .filter(Xml::bpmn)
                .map(x -> x.text("id"))
                .filter(id -> !id.isEmpty() && !seen.add(id))
                .distinct()
                .forEach(id -> report.error(
                        "id-duplicate", id, "The id '" + id + "' is there more than once. Give each element its own."));
    }

    private static void check(Xml xml, Report report) {
        String id = xml.text("id");
        if (id.isEmpty()) {
            report.error("id-missing", xml.at(), "The " + xml.local() + " at " + xml.at() + " has no id. Give it one.");
        } else if (!LEGAL.matcher(id).matches() || id.length() > LONGEST) {
            report.error(
                    "id-illegal",
                    id,
                    "The id '" + id
                            + "' is not legal. Begin with a letter or _, go on with letters, digits, _ - and ., at most "
                            + LONGEST + ".");
        }
    }
}
