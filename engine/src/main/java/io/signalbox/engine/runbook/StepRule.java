package io.signalbox.engine.runbook;

import io.signalbox.engine.DidYouMean;
import io.signalbox.engine.Finding;
import io.signalbox.engine.step.InputBinder;
import io.signalbox.sdk.Durations;
import io.signalbox.sdk.describe.Catalogue;
import io.signalbox.sdk.describe.FieldDescriptor;
import io.signalbox.sdk.describe.FieldType;
import io.signalbox.sdk.describe.OperationDescriptor;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Steps name an operation that exists, give it what it needs, and have a policy that can be read. */
final class StepRule implements DiagramRules.Rule {

    private static final List<String> PROPERTIES = List.of(
            "retry.attempts", "retry.backoff", "retry.budget", "timeout", "resultVariable", "signalbox.external");
    private static final Set<String> TIMES = Set.of("retry.backoff", "retry.budget", "timeout");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_]\\w*");
    private static final Set<String> RESERVED = Set.of("run", "secrets", "execution", "task");

    private final Catalogue catalogue;
    private final InputBinder binder;

    StepRule(Catalogue catalogue, InputBinder binder) {
        this.catalogue = catalogue;
        this.binder = binder;
    }

    @Override
    public void check(Diagram diagram, Report report) {
        for (Diagram.Process process : diagram.judged()) {
            process.elements().stream().filter(Element::step).forEach(step -> check(step, report));
        }
    }

    private void check(Element step, Report report) {
        properties(step, report);
        if (step.topic().isEmpty()) {
            report.error(
                    "no-operation", step.where(), step.shown() + " names no operation. Put its id into camunda:topic.");
            return;
        }
        if (step.foreign()) {
            return;
        }
        result(step, report);
        Optional<OperationDescriptor> operation = catalogue.operation(step.topic());
        if (operation.isPresent()) {
            inputs(step, operation.get(), report);
        } else {
            List<String> known =
                    catalogue.operations().stream().map(OperationDescriptor::id).toList();
            report.error(
                    "unknown-operation",
                    step.where(),
                    step.shown() + " asks for the operation '" + step.topic() + "', which does not exist here."
                            + DidYouMean.hint(step.topic(), known)
                            + " If a worker of your own serves it, set the property signalbox.external to true.");
        }
    }

    private void inputs(Element step, OperationDescriptor operation, Report report) {
        Map<String, Object> literals = new HashMap<>();
        Set<String> given = new HashSet<>();
        for (Parameter input : step.inputs()) {
            if (!given.add(input.name())) {
                report.error(
                        "input-duplicate", step.where(), step.shown() + " has the input '" + input.name() + "' twice.");
            }
            if (input.literal()) {
                literals.put(input.name(), input.value());
            } else if (input.texts().anyMatch(StepRule::usesSecret)
                    && operation
                            .input(input.name())
                            .filter(StepRule::takesSecret)
                            .isEmpty()) {
                report.error(
                        "secret-not-allowed",
                        step.where(),
                        step.shown() + ": the input '" + input.name()
                                + "' is not a secret field, so no secret can be used in it.");
            }
        }
        for (Finding finding : binder.check(operation, literals, given)) {
            report.error(finding.rule(), step.where(), step.shown() + ": " + finding.message());
        }
    }

    private static boolean usesSecret(String text) {
        try {
            return Juel.parse(text).names().contains("secrets");
        } catch (Juel.Broken e) {
            // ExpressionRule says so.
            return false;
        }
    }

    private static boolean takesSecret(FieldDescriptor field) {
        return takesSecret(field.type());
    }

    private static boolean takesSecret(FieldType type) {
        return switch (type) {
            case FieldType.Hidden _ -> true;
            case FieldType.ListOf list -> takesSecret(list.items());
            case FieldType.MapOf map -> takesSecret(map.values());
            case FieldType.Nested nested -> nested.fields().stream().anyMatch(StepRule::takesSecret);
            case FieldType.Text _,
                    FieldType.Whole _,
                    FieldType.Decimal _,
                    FieldType.Bool _,
                    FieldType.Choice _,
                    FieldType.Time _,
                    FieldType.Json _ -> false;
        };
    }

    private static void result(Element step, Report report) {
        String variable = step.resultVariable();
        boolean chosen = step.properties().containsKey("resultVariable");
        if (chosen && (!VARIABLE.matcher(variable).matches() || RESERVED.contains(variable))) {
            report.error(
                    "policy",
                    step.where(),
                    step.shown() + ": resultVariable '" + variable
                            + "' cannot be a variable. Use letters, digits and _, and none of run, secrets, execution, task.");
        } else if (!chosen && !VARIABLE.matcher(variable).matches()) {
            report.warning(
                    "output-unreadable",
                    step.where(),
                    "Expressions cannot read the output of " + step.shown() + ", because its id '" + variable
                            + "' has other characters than letters, digits and _. Change the id or set resultVariable.");
        }
    }

    private static void properties(Element step, Report report) {
        step.properties().forEach((name, value) -> {
            if (!PROPERTIES.contains(name)) {
                Optional<String> meant = DidYouMean.nearest(name, PROPERTIES);
                if (meant.isPresent() || name.startsWith("retry.")) {
                    report.warning(
                            "unknown-property",
                            step.where(),
                            step.shown() + " has the property '" + name + "', which has no effect."
                                    + DidYouMean.hint(name, PROPERTIES));
                }
            } else {
                problem(name, value)
                        .ifPresent(clause -> report.error(
                                "policy", step.where(), step.shown() + ": the property '" + name + "' " + clause));
            }
        });
    }

    private static Optional<String> problem(String name, String value) {
        if (name.equals("retry.attempts")) {
            return value.matches("[1-9]\\d{0,2}")
                    ? Optional.empty()
                    : Optional.of("must be a whole number from 1 to 999, is '" + value + "'.");
        }
        if (name.equals("signalbox.external")) {
            return value.equals("true") || value.equals("false")
                    ? Optional.empty()
                    : Optional.of("must be true or false, is '" + value + "'.");
        }
        return TIMES.contains(name) ? badTime(value) : Optional.empty();
    }

    private static Optional<String> badTime(String value) {
        try {
            Duration time = Durations.parse(value);
            return time.isZero() ? Optional.of("must be more than zero.") : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("must be a duration: " + e.getMessage());
        }
    }
}
