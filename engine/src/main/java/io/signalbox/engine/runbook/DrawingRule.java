package io.signalbox.engine.runbook;

import java.util.Set;
import java.util.stream.Collectors;

/** Everything that runs is drawn, or nobody sees it. */
final class DrawingRule implements DiagramRules.Rule {

    @Override
    public void check(Diagram diagram, Report report) {
        Set<String> drawn = diagram.root()
                .all()
                .filter(x -> x.is("bpmndi:BPMNShape") || x.is("bpmndi:BPMNEdge"))
                .map(x -> x.text("bpmnElement"))
                .map(name -> name.substring(name.indexOf(':') + 1))
                .collect(Collectors.toSet());
        for (Diagram.Process process : diagram.judged()) {
            if (drawn.isEmpty()) {
                report.warning(
                        "not-drawn",
                        process.where(),
                        "The diagram has no drawing. Open it in a modeler, lay it out and save it.");
                continue;
            }
            process.elements().stream()
                    .filter(e -> !drawn.contains(e.id()))
                    .forEach(e ->
                            report.warning("not-drawn", e.where(), e.shown() + " is not drawn, so nobody sees it."));
            process.flows().stream()
                    .filter(f -> !drawn.contains(f.id()))
                    .forEach(f -> report.warning(
                            "not-drawn", f.id(), "The flow '" + f.id() + "' is not drawn, so nobody sees it."));
        }
    }
}
