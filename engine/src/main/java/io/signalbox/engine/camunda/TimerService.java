package io.signalbox.engine.camunda;

import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.springframework.context.SmartLifecycle;

/** Fires timers. Looks for due ones about once a second when idle; begins when the application is ready and ends before the step executor does. */
final class TimerService implements SmartLifecycle {

    private static final int IDLE_MILLIS = 1_000;

    private final JobExecutor executor;

    TimerService(ProcessEngineConfigurationImpl engine) {
        this.executor = engine.getJobExecutor();
        executor.setWaitTimeInMillis(IDLE_MILLIS);
        executor.setMaxWait(IDLE_MILLIS);
    }

    @Override
    public void start() {
        executor.start();
    }

    @Override
    public void stop() {
        executor.shutdown();
    }

    @Override
    public boolean isRunning() {
        return executor.isActive();
    }
}
