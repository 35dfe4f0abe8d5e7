package io.signalbox.engine.camunda;

import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.springframework.context.SmartLifecycle;

import java.time.Duration;

/** Fires timers. Looks for due ones about once a second when idle; begins when the application is ready and ends before the step executor does. */
final class TimerService implements SmartLifecycle {

    private static final int IDLE_MILLIS = 1_000;

    private final JobExecutor executor;

    /**
     * @param lock how long a node may hold a due timer: when it dies meanwhile, nobody else fires it before. One that only takes longer does no harm, since
     *     the transaction of the second who fires it fails.
     */
    TimerService(ProcessEngineConfigurationImpl engine, Duration lock) {
        this.executor = engine.getJobExecutor();
        executor.setLockTimeInMillis(Math.toIntExact(lock.toMillis()));
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
