package io.signalbox.engine.camunda;

import io.signalbox.engine.step.Tokens;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.jspecify.annotations.Nullable;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;

/**
 * Ends a token that goes round in circles without ever coming to something that waits: it would do so inside one transaction until the memory is full. Counts how often
 * tokens of a run enter what does not wait, within one command.
 */
final class CircleGuard extends AbstractBpmnParseListener {

    private static final int MOST = 10_000;

    private final ThreadLocal<Passed> passed = ThreadLocal.withInitial(() -> new Passed(null, new HashMap<>()));

    private record Passed(@Nullable WeakReference<CommandContext> during, Map<String, Integer> byRun) {

        boolean isDuring(CommandContext command) {
            return during != null && during.get() == command;
        }
    }

    private void entered(DelegateExecution execution) {
        CommandContext command = Context.getCommandContext();
        Passed here = passed.get();
        if (!here.isDuring(command)) {
            here = new Passed(new WeakReference<>(command), new HashMap<>());
            passed.set(here);
        }
        if (here.byRun().merge(execution.getProcessInstanceId(), 1, Integer::sum) > MOST) {
            here.byRun().clear();
            throw new Tokens.CannotMoveOn(
                    "The diagram goes round in circles at '" + execution.getCurrentActivityId() + "': " + MOST
                            + " elements were passed without a step or anything else that waits.",
                    null);
        }
    }

    private void guard(ActivityImpl activity) {
        activity.addBuiltInListener(ExecutionListener.EVENTNAME_START, (ExecutionListener) this::entered);
    }

    @Override
    public void parseExclusiveGateway(Element element, ScopeImpl scope, ActivityImpl activity) {
        guard(activity);
    }

    @Override
    public void parseInclusiveGateway(Element element, ScopeImpl scope, ActivityImpl activity) {
        guard(activity);
    }

    @Override
    public void parseParallelGateway(Element element, ScopeImpl scope, ActivityImpl activity) {
        guard(activity);
    }

    @Override
    public void parseTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        guard(activity);
    }

    @Override
    public void parseManualTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        guard(activity);
    }

    @Override
    public void parseScriptTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        guard(activity);
    }

    @Override
    public void parseIntermediateThrowEvent(Element element, ScopeImpl scope, ActivityImpl activity) {
        guard(activity);
    }

    @Override
    public void parseSubProcess(Element element, ScopeImpl scope, ActivityImpl activity) {
        guard(activity);
    }

    @Override
    public void parseCallActivity(Element element, ScopeImpl scope, ActivityImpl activity) {
        guard(activity);
    }
}
