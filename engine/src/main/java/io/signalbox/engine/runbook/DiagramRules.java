package io.signalbox.engine.runbook;

import io.signalbox.engine.Finding;
import io.signalbox.engine.step.InputBinder;
import io.signalbox.sdk.describe.Catalogue;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a diagram must keep to before it is deployed. Stateless. */
public final class DiagramRules {

    private final InputBinder binder;

    public DiagramRules(InputBinder binder) {
        this.binder = binder;
    }

    /**
     * Everything that is wrong with a diagram, errors first. Never throws on what a diagram says.
     *
     * @param deployedLatest the latest deployed version of a runbook by its key
     */
    public List<Finding> check(
            Diagram diagram, Catalogue catalogue, Function<String, Optional<Diagram>> deployedLatest) {
        if (!diagram.problems().isEmpty()) {
            return diagram.problems();
        }
        Report report = new Report();
        if (!diagram.root().is("bpmn:definitions")) {
            report.error("not-bpmn", "", "This is not a BPMN 2.0 diagram: its outermost element is not definitions.");
            return report.findings();
        }
        Stream.<Rule>of(
                        new ProcessRule(),
                        new IdRule(),
                        new FlowRule(),
                        new EventRule(),
                        new StepRule(catalogue, binder),
                        new CallRule(deployedLatest),
                        new LoopRule(),
                        new FormRule(),
                        new RefusedRule(),
                        new NoEffectRule(),
                        new ExpressionRule(),
                        new DrawingRule())
                .forEach(rule -> rule.check(diagram, report));
        return report.findings();
    }

    /** One family of rules. */
    interface Rule {
        void check(Diagram diagram, Report report);
    }
}
