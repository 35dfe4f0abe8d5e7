package io.signalbox.engine.step;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * How a node goes away. This is the order:
 *
 * <ol>
 *   <li>Readiness goes down: {@code /actuator/health/readiness} answers 503, so that whoever spreads requests sends them elsewhere. All else still answers.
 *   <li>No new runs: a start is refused with 503 and {@code Retry-After}. Steps that arrive from here on belong to nobody, and other nodes take them within a
 *       second.
 *   <li>Steps that only wait (for a retry, for a permit, inside an operation) are given back at once.
 *   <li>Steps at work get the grace period; what they come to is written down as ever.
 *   <li>Those that still work are interrupted and given back. One that does not even stop then keeps its lease until that runs out.
 *   <li>The lease of the node is given up.
 *   <li>Then Spring ends the rest: streams of events, the web server once it has answered what it was asked, timers, logs, connections.
 * </ol>
 */
final class Shutdown implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

    private final Runnable readinessDown;
    private final StepExecutor executor;
    private volatile boolean running;

    Shutdown(Runnable readinessDown, StepExecutor executor) {
        this.readinessDown = readinessDown;
        this.executor = executor;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        LOG.info("Shutting down: no new runs, steps at work may end");
        readinessDown.run();
        executor.refuse();
        executor.drain();
        executor.close();
        running = false;
        LOG.info("The steps of this node have ended or were given back");
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stopped before anything else. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
