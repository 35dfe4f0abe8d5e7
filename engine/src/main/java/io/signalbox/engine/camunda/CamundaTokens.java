package io.signalbox.engine.camunda;

import io.signalbox.engine.DatabaseOutage;
import io.signalbox.engine.step.Tokens;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.impl.bpmn.behavior.MultiInstanceActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.helper.BpmnExceptionHandler;
import org.camunda.bpm.engine.impl.bpmn.helper.ErrorDeclarationForProcessInstanceFinder;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.PvmScope;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.tree.ActivityExecutionHierarchyWalker;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Map;

/** Moves tokens by commands of our own, each one flush. */
final class CamundaTokens implements Tokens {

    private static final int LONGEST_MESSAGE = 3000;

    private final ProcessEngineConfigurationImpl engine;

    CamundaTokens(ProcessEngineConfigurationImpl engine) {
        this.engine = engine;
    }

    @Override
    public void together(Collection<String> runIds, Runnable moves) {
        engine.getCommandExecutorTxRequired().execute(context -> {
            OneWaySession.askFor(context);
            LiveRuns.load(context, runIds);
            moves.run();
            return null;
        });
    }

    @Override
    public void complete(String runId, String activityInstance, String resultVariable, Map<String, Object> output) {
        try {
            engine.getCommandExecutorTxRequired().execute(context -> {
                ExecutionEntity execution = waiting(context, runId, activityInstance);
                resultScope(execution)
                        .setVariableLocal(
                                resultVariable, Variables.objectValue(output).create());
                Completing.during(activityInstance, () -> execution.signal(null, null));
                return null;
            });
        } catch (OptimisticLockingException e) {
            throw e;
        } catch (ProcessEngineException e) {
            if (DatabaseOutage.isOfDatabase(e)) {
                throw e;
            }
            throw new CannotMoveOn("The diagram cannot go on from here: " + Causes.sentence(e), e);
        }
    }

    @Override
    public boolean raise(String runId, String activityInstance, String code, @Nullable String message) {
        return engine.getCommandExecutorTxRequired().execute(context -> {
            ExecutionEntity execution = waiting(context, runId, activityInstance);
            if (!isCaught(execution, code)) {
                return false;
            }
            Completing.during(activityInstance, () -> propagate(execution, error(code, message)));
            return true;
        });
    }

    private static BpmnError error(String code, @Nullable String message) {
        return message == null ? new BpmnError(code) : new BpmnError(code, variable(message));
    }

    private static void propagate(ExecutionEntity execution, BpmnError error) {
        try {
            BpmnExceptionHandler.propagateBpmnError(error, execution);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ProcessEngineException("The error " + error.getErrorCode() + " cannot be thrown", e);
        }
    }

    /** A diagram may take the message into a variable, whose column has an end; the step keeps all of it. */
    private static String variable(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "…";
    }

    private static ExecutionEntity waiting(CommandContext context, String runId, String activityInstance) {
        ExecutionEntity execution = LiveRuns.waiting(context, runId, activityInstance);
        if (execution == null) {
            throw new TokenGone(activityInstance);
        }
        if (execution.isSuspended()) {
            throw new ProcessEngineException("The run is suspended.");
        }
        return execution;
    }

    /** Looks up through the scopes, and through callers, as Camunda does, but moves nothing. */
    private static boolean isCaught(ExecutionEntity execution, String code) {
        ErrorDeclarationForProcessInstanceFinder finder =
                new ErrorDeclarationForProcessInstanceFinder(null, code, execution.getActivity());
        ActivityExecutionHierarchyWalker walker = new ActivityExecutionHierarchyWalker(execution);
        walker.addScopePreVisitor(finder);
        walker.walkUntil(at -> finder.getErrorEventDefinition() != null || at == null);
        return finder.getErrorEventDefinition() != null;
    }

    /** The nearest instance of a multi-instance activity around the step, or the step's own, or else the process. */
    private static ExecutionEntity resultScope(ExecutionEntity execution) {
        ActivityImpl activity = execution.getActivity();
        if (isInstanceOfMany(activity)) {
            return execution;
        }
        for (PvmScope scope = activity.getFlowScope();
                scope instanceof ActivityImpl around;
                scope = scope.getFlowScope()) {
            if (isInstanceOfMany(around)) {
                return (ExecutionEntity) execution.findExecutionForFlowScope(around);
            }
        }
        return execution.getProcessInstance();
    }

    private static boolean isInstanceOfMany(ActivityImpl activity) {
        return activity.getFlowScope() instanceof ActivityImpl body
                && body.getActivityBehavior() instanceof MultiInstanceActivityBehavior;
    }
}
