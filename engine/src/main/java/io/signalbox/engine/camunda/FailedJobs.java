package io.signalbox.engine.camunda;

import io.signalbox.engine.run.StuckRuns;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.incident.DefaultIncidentHandler;
import org.camunda.bpm.engine.impl.incident.IncidentContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.runtime.Incident;
import org.jspecify.annotations.Nullable;

import java.util.function.BiConsumer;

/** Shows a run whose timer, or what comes after it, has failed too often as one that needs attention. */
final class FailedJobs extends DefaultIncidentHandler {

    private final StuckRuns stuck;

    FailedJobs(StuckRuns stuck) {
        super(Incident.FAILED_JOB_HANDLER_TYPE);
        this.stuck = stuck;
    }

    @Override
    public Incident handleIncident(IncidentContext context, @Nullable String message) {
        Incident incident = super.handleIncident(context, message);
        with(
                context,
                (run, element) -> stuck.stuck(
                        run,
                        StuckRuns.TIMER_FAILED,
                        element,
                        "The timer or what comes after it failed again and again"
                                + (message == null ? "." : ": " + message)));
        return incident;
    }

    @Override
    protected void removeIncident(IncidentContext context, boolean resolved) {
        super.removeIncident(context, resolved);
        with(context, (run, element) -> stuck.goesOn(run, StuckRuns.TIMER_FAILED, element));
    }

    private static void with(IncidentContext context, BiConsumer<String, String> runAndElement) {
        String id = context.getExecutionId();
        ExecutionEntity execution = id == null
                ? null
                : Context.getCommandContext().getExecutionManager().findExecutionById(id);
        if (execution != null) {
            String element = context.getActivityId();
            runAndElement.accept(execution.getProcessInstanceId(), element == null ? "" : element);
        }
    }
}
