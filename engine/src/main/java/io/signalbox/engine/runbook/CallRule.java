package io.signalbox.engine.runbook;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Calls go to runbooks that are there, and never round in a circle. */
final class CallRule implements DiagramRules.Rule {

    private final Function<String, Optional<Diagram>> deployedLatest;

    CallRule(Function<String, Optional<Diagram>> deployedLatest) {
        this.deployedLatest = deployedLatest;
    }

    @Override
    public void check(Diagram diagram, Report report) {
        for (Diagram.Process process : diagram.judged()) {
            process.elements().stream()
                    .filter(e -> e.type().equals("callActivity"))
                    .forEach(call -> check(process, call, report));
        }
    }

    private void check(Diagram.Process process, Element call, Report report) {
        String key = call.calls();
        if (key.isEmpty()) {
            report.error(
                    "unknown-runbook",
                    call.where(),
                    call.shown() + " names no runbook. Put its key into calledElement.");
        } else if (!Juel.hasExpression(key)) {
            Set<String> path = new LinkedHashSet<>(List.of(process.id()));
            if (circle(process.id(), key, path, new LinkedHashSet<>())) {
                report.error(
                        "call-cycle",
                        call.where(),
                        call.shown() + " calls in a circle: " + String.join(" → ", path) + " → " + process.id()
                                + ". Remove one of the calls.");
            } else if (deployedLatest.apply(key).isEmpty()) {
                report.error(
                        "unknown-runbook",
                        call.where(),
                        call.shown() + " calls the runbook '" + key
                                + "', which is not deployed. Deploy it first, or correct the key.");
            }
        }
    }

    /** Whether calling the key comes back to the origin; then the path holds the way. */
    private boolean circle(String origin, String key, Set<String> path, Set<String> visited) {
        if (key.equals(origin)) {
            return true;
        }
        if (!visited.add(key)) {
            return false;
        }
        path.add(key);
        List<String> calls = deployedLatest.apply(key).flatMap(Diagram::process).stream()
                .flatMap(p -> p.elements().stream())
                .map(Element::calls)
                .filter(k -> !k.isEmpty() && !Juel.hasExpression(k))
                .toList();
        for (String next : calls) {
            if (circle(origin, next, path, visited)) {
                return true;
            }
        }
        path.remove(key);
        return false;
    }
}
