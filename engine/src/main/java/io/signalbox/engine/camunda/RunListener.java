package io.signalbox.engine.camunda;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Tells when a process starts and ends. */
final class RunListener {

    private RunListener() {}

    /** At the start. */
    record Start(TokenListener.Hooks hooks) implements ExecutionListener {
        @Override
        public void notify(DelegateExecution execution) {
            ExecutionEntity entity = (ExecutionEntity) execution;
            ExecutionEntity caller = entity.getSuperExecution();
            hooks.runs()
                    .started(
                            entity.getProcessInstanceId(),
                            caller == null ? null : caller.getProcessInstanceId(),
                            entity.getProcessDefinition().getKey(),
                            entity.getProcessDefinition().getVersion(),
                            entity.getProcessDefinitionId(),
                            entity.getProcessBusinessKey(),
                            new LinkedHashMap<>(entity.getVariables()));
        }
    }

    /**
     * At the end.
     *
     * @param outputs expression by name
     */
    record End(TokenListener.Hooks hooks, Map<String, String> outputs) implements ExecutionListener {
        @Override
        public void notify(DelegateExecution execution) {
            ExecutionEntity entity = (ExecutionEntity) execution;
            boolean cancelled =
                    entity.isCanceled() || entity.isExternallyTerminated() || entity.getDeleteReason() != null;
            Map<String, Object> values = new LinkedHashMap<>();
            if (!cancelled) {
                outputs.forEach((name, text) -> evaluate(text, entity).ifPresent(value -> values.put(name, value)));
            }
            hooks.runs()
                    .ended(
                            entity.getProcessInstanceId(),
                            values,
                            cancelled
                                    ? Optional.ofNullable(entity.getDeleteReason())
                                            .orElse("Cancelled")
                                    : null);
        }

        /**
         * Nothing for an output of a path that was not taken. One that cannot be evaluated for another reason must not keep a run from ending: it
         * says why instead.
         */
        private static Optional<Object> evaluate(String text, ExecutionEntity execution) {
            try {
                Expression expression = Context.getProcessEngineConfiguration()
                        .getExpressionManager()
                        .createExpression(text);
                Object value = expression.getValue(execution);
                return Optional.of(value == null ? "" : value);
            } catch (RuntimeException e) {
                return Causes.isUnknownName(e) ? Optional.empty() : Optional.of("(" + Causes.sentence(e) + ")");
            }
        }
    }
}
