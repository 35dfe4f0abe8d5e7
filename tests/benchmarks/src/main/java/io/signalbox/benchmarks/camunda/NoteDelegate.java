package io.signalbox.benchmarks.camunda;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** A step inside the engine, started by its job executor. */
public final class NoteDelegate implements JavaDelegate {

    @Override
    public void execute(DelegateExecution step) {
        step.getProcessInstance().setVariable(step.getCurrentActivityId(), step.getVariable("text"));
    }
}
