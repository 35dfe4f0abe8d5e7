package io.signalbox.engine.camunda;

import io.signalbox.engine.step.StepArrivals;
import io.signalbox.engine.step.StepPlan;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.bpmn.behavior.AbstractBpmnActivityBehavior;
import org.camunda.bpm.engine.impl.core.variable.mapping.InputParameter;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityExecution;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A connector step: evaluates the inputs and hands the step over, in the transaction in which the token arrives; the token then waits here until it is
 * signalled. In the diagram it is an external task, but none is created: the step's own row says all of it.
 */
final class StepBehavior extends AbstractBpmnActivityBehavior {

    private final StepPlan plan;
    private final TokenListener.Hooks hooks;
    private List<InputParameter> inputs = List.of();

    StepBehavior(StepPlan plan, TokenListener.Hooks hooks) {
        this.plan = plan;
        this.hooks = hooks;
    }

    void inputs(List<InputParameter> parameters) {
        this.inputs = List.copyOf(parameters);
    }

    @Override
    public void execute(ActivityExecution execution) {
        ExecutionEntity entity = (ExecutionEntity) execution;
        StepArrivals.Token token =
                new StepArrivals.Token(entity.getProcessInstanceId(), entity.getActivityInstanceId());
        Map<String, Object> values = new LinkedHashMap<>();
        String at = "";
        try {
            for (InputParameter input : inputs) {
                at = input.getName();
                Object value = input.getValueProvider().getValue(entity);
                if (value != null) {
                    values.put(input.getName(), value);
                }
            }
        } catch (RuntimeException e) {
            hooks.steps().entered(token, plan, null, "Input '" + at + "' cannot be evaluated: " + Causes.sentence(e));
            return;
        }
        hooks.steps().entered(token, plan, values, null);
    }

    /** The step is done. */
    @Override
    public void signal(ActivityExecution execution, String signalName, Object signalData) {
        leave(execution);
    }

    /** The token has left, whichever way. */
    void left(DelegateExecution execution) {
        if (!Completing.is(execution.getActivityInstanceId())) {
            hooks.steps().left(execution.getProcessInstanceId(), execution.getActivityInstanceId());
        }
    }
}
