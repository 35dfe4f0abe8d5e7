package io.signalbox.engine.step;

import org.springframework.context.SmartLifecycle;

/** Starts the step executor when all is there that steps need, before the first request is answered. {@link Shutdown} ends it. */
final class StepService implements SmartLifecycle {

    private final StepExecutor executor;
    private volatile boolean running;

    StepService(StepExecutor executor) {
        this.executor = executor;
    }

    @Override
    public void start() {
        executor.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server. */
    @Override
    public int getPhase() {
        return 0;
    }
}
