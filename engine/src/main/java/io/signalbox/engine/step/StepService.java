package io.signalbox.engine.step;

import org.springframework.context.SmartLifecycle;

/** Starts the step executor when all is there, and stops it before anything goes away that steps need. */
final class StepService implements SmartLifecycle {

    private final StepExecutor executor;
    private final boolean alone;
    private volatile boolean running;

    /** @param alone whether no other process can have the database open */
    StepService(StepExecutor executor, boolean alone) {
        this.executor = executor;
        this.alone = alone;
    }

    @Override
    public void start() {
        executor.start(alone);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        executor.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server, which answers while the last steps end. */
    @Override
    public int getPhase() {
        return 0;
    }
}
