package io.signalbox.engine.step;

import io.signalbox.engine.event.RunSignals;
import io.signalbox.engine.secret.SecretRef;
import io.signalbox.sdk.Durations;
import io.signalbox.sdk.describe.Catalogue;
import io.signalbox.sdk.describe.OperationDescriptor;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Writes steps down when tokens arrive at them, already leased to this node, and hands them to the executor once that is committed. */
final class ArrivingSteps implements StepArrivals {

    private final StepStore store;
    private final StepExecutor executor;
    private final Catalogue catalogue;
    private final Function<String, RunOfStep> runs;
    private final RunLimits limits;
    private final RunSignals signals;
    private final Clock clock;

    /**
     * What a step must know of its run.
     *
     * @param rootId the run at the top
     */
    record RunOfStep(String rootId, String runbook) {}

    ArrivingSteps(
            StepStore store,
            StepExecutor executor,
            Catalogue catalogue,
            Function<String, RunOfStep> runs,
            RunLimits limits,
            RunSignals signals,
            Clock clock) {
        this.store = store;
        this.executor = executor;
        this.catalogue = catalogue;
        this.runs = runs;
        this.limits = limits;
        this.signals = signals;
        this.clock = clock;
    }

    @Override
    public void entered(
            Token token, StepPlan plan, @Nullable Map<String, Object> input, @Nullable String inputProblem) {
        OperationDescriptor operation = catalogue
                .operation(plan.operation())
                .orElseThrow(
                        () -> new IllegalStateException("The parser hooked the unknown operation " + plan.operation()));
        RunOfStep run = runs.apply(token.runId());
        limits.another(run.rootId());
        String tooLarge = input == null ? null : limits.tooLarge(input);
        Map<String, Object> values = input == null || tooLarge != null ? Map.of() : storable(input);
        StepRow step = new StepRow(
                UUID.randomUUID().toString(),
                token.runId(),
                run.rootId(),
                run.runbook(),
                token.activityInstance(),
                plan.elementId(),
                plan.elementName(),
                plan.operation(),
                plan.resultVariable(),
                host(operation, values),
                policy(plan.policy(), StepPolicy.of(operation)),
                0,
                false,
                0,
                0,
                values,
                tooLarge == null ? inputProblem : tooLarge,
                null,
                clock.instant());
        store.insert(step, operation.effect(), executor.holder(), null, null);
        executor.dispatchAfterCommit(step);
        signals.changed(run.rootId());
    }

    @Override
    public void left(String runId, String activityInstance) {
        store.cancelAt(runId, activityInstance).ifPresent(executor::cancelAfterCommit);
        signals.changed(runs.apply(runId).rootId());
    }

    /** Secrets are stored by name. */
    private static Map<String, Object> storable(Map<String, Object> input) {
        Map<String, Object> values = new LinkedHashMap<>(input);
        values.replaceAll((_, value) -> value instanceof SecretRef ref ? ref.toJson() : value);
        return values;
    }

    private static @Nullable String host(OperationDescriptor operation, Map<String, Object> input) {
        return operation
                .hostField()
                .map(field -> input.get(field.name()))
                .map(Object::toString)
                .orElse(null);
    }

    /** What the diagram says, else what the operation says. Texts were checked at deployment; what still cannot be read counts as not said. */
    private static StepPolicy policy(StepPlan.PolicyText text, StepPolicy usual) {
        return new StepPolicy(
                text.attempts() != null && text.attempts().matches("[1-9]\\d{0,3}")
                        ? Integer.parseInt(text.attempts())
                        : usual.attempts(),
                duration(text.backoff(), usual.backoff()),
                duration(text.budget(), usual.budget()),
                duration(text.timeout(), usual.timeout()));
    }

    private static Duration duration(@Nullable String text, Duration usual) {
        try {
            return text == null ? usual : Durations.parse(text);
        } catch (IllegalArgumentException e) {
            return usual;
        }
    }
}
