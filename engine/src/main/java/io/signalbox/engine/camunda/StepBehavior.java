package io.signalbox.engine.camunda;

import io.signalbox.engine.step.StepArrivals;
import io.signalbox.engine.step.StepPlan;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.bpmn.behavior.ExternalTaskActivityBehavior;
import org.camunda.bpm.engine.impl.core.variable.mapping.InputParameter;
import org.camunda.bpm.engine.impl.core.variable.mapping.value.ConstantValueProvider;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExternalTaskEntity;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityExecution;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A connector step: creates the external task already taken, evaluates the inputs and hands the step over, all in the transaction in which the token arrives. */
final class StepBehavior extends ExternalTaskActivityBehavior {

    /** Who holds the external tasks of steps. Which node works on one is the lease's business, not Camunda's. */
    static final String WORKER = "signalbox";

    private static final long FOR_EVER = Duration.ofDays(36_500).toMillis();

    private final StepPlan plan;
    private final TokenListener.Hooks hooks;
    private List<InputParameter> inputs = List.of();

    StepBehavior(StepPlan plan, TokenListener.Hooks hooks) {
        super(new ConstantValueProvider(plan.operation()), new ConstantValueProvider(0L));
        this.plan = plan;
        this.hooks = hooks;
    }

    void inputs(List<InputParameter> parameters) {
        this.inputs = List.copyOf(parameters);
    }

    @Override
    public void execute(ActivityExecution execution) {
        ExecutionEntity entity = (ExecutionEntity) execution;
        ExternalTaskEntity task = ExternalTaskEntity.createAndInsert(entity, plan.operation(), 0);
        task.lock(WORKER, FOR_EVER);
        StepArrivals.Token token =
                new StepArrivals.Token(entity.getProcessInstanceId(), task.getId(), entity.getActivityInstanceId());
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

    /** The token has left, whichever way. */
    void left(DelegateExecution execution) {
        if (!Completing.is(execution.getActivityInstanceId())) {
            hooks.steps().left(execution.getProcessInstanceId(), execution.getActivityInstanceId());
        }
    }
}
