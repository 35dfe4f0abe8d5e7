package io.signalbox.engine.runbook;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Expressions read, and only look at values. */
final class ExpressionRule implements DiagramRules.Rule {

    private static final Set<String> PROSE = Set.of("bpmn:documentation", "bpmn:text", "bpmn:textAnnotation");
    private static final Set<String> PROSE_ATTRIBUTES = Set.of("name", "label", "camunda:modelerTemplateIcon");
    private static final Set<String> SHARED = Set.of("bpmn:message", "bpmn:signal", "bpmn:error", "bpmn:escalation");
    private static final Set<String> REFLECTION = Set.of(
            "class", "getClass", "forName", "classLoader", "getClassLoader", "newInstance", "getMethod", "invoke");

    @Override
    public void check(Diagram diagram, Report report) {
        diagram.judged().forEach(process -> inside(process.xml(), process.where(), report));
        diagram.root().children().stream()
                .filter(xml -> SHARED.contains(xml.name()))
                .forEach(xml -> {
                    inside(xml, xml.at(), report);
                    // Camunda evaluates these names.
                    Stream.of(xml.text("name"))
                            .filter(Juel::hasExpression)
                            .forEach(name -> expression(name, xml.text("id"), report));
                });
    }

    private static void inside(Xml xml, String where, Report report) {
        if (PROSE.contains(xml.name())) {
            return;
        }
        String here = xml.bpmn() && !xml.text("id").isEmpty() ? xml.text("id") : where;
        Stream<String> attributes = xml.attributes().entrySet().stream()
                .filter(e -> !PROSE_ATTRIBUTES.contains(e.getKey()))
                .map(Map.Entry::getValue);
        Stream.concat(attributes, Stream.of(xml.text()))
                .filter(Juel::hasExpression)
                .forEach(text -> expression(text, here, report));
        xml.children().forEach(child -> inside(child, here, report));
    }

    private static void expression(String text, String where, Report report) {
        String shown = "'" + (text.length() > 80 ? text.substring(0, 80) + "…" : text).replaceAll("\\s+", " ") + "'";
        try {
            Juel juel = Juel.parse(text);
            if (Stream.concat(juel.members().stream(), juel.methods().stream()).anyMatch(REFLECTION::contains)) {
                report.error(
                        "expression-reflection",
                        where,
                        "The expression " + shown + " reaches into classes, which is not allowed.");
            } else if (!ExpressionMethods.ALLOWED.containsAll(juel.methods())) {
                report.error(
                        "expression-method",
                        where,
                        "The expression " + shown + " calls "
                                + juel.methods().stream()
                                        .filter(m -> !ExpressionMethods.ALLOWED.contains(m))
                                        .collect(Collectors.joining(", "))
                                + ", which expressions cannot. They can call "
                                + ExpressionMethods.ALLOWED.stream().sorted().collect(Collectors.joining(", ")) + ".");
            }
        } catch (Juel.Broken e) {
            report.error(
                    "expression-broken", where, "The expression " + shown + " cannot be read: " + e.clause() + ".");
        }
    }
}
