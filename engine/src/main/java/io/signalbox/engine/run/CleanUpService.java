package io.signalbox.engine.run;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Cleans up every now and then, on a thread of its own that nobody interrupts: that would close the file of the embedded database. */
public final class CleanUpService implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(CleanUpService.class);

    private final CleanUp cleanUp;
    private final CleanUpSettings settings;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("clean-up").daemon().unstarted(this::run);

    public CleanUpService(CleanUp cleanUp, CleanUpSettings settings) {
        this.cleanUp = cleanUp;
        this.settings = settings;
    }

    @Override
    public void start() {
        if (settings.enabled()) {
            thread.start();
        }
    }

    /** Waits for the batch that is being removed. */
    @Override
    public void stop() {
        stopping.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread.isAlive();
    }

    private void run() {
        try {
            while (!stopsWithin(settings.every())) {
                try {
                    sweep();
                } catch (RuntimeException e) {
                    LOG.warn("Cannot remove old runs; trying again in {}", settings.every(), e);
                }
            }
        } catch (InterruptedException e) {
            LOG.warn("Cleaning up was interrupted; old runs stay until the next start", e);
        }
    }

    private void sweep() throws InterruptedException {
        int all = 0;
        for (Map.Entry<String, Duration> kept : cleanUp.timesToLive().entrySet()) {
            int removed = settings.batch();
            while (removed == settings.batch()) {
                long began = System.nanoTime();
                removed = cleanUp.batch(kept.getKey(), kept.getValue(), settings.batch());
                all += removed;
                if (stopsWithin(pause(System.nanoTime() - began))) {
                    return;
                }
            }
        }
        if (all > 0) {
            LOG.info("Removed {} runs that were older than their runbooks keep them", all);
        }
    }

    /** As much longer as keeps the share. */
    private Duration pause(long nanos) {
        return Duration.ofNanos((long) (nanos * (1 / settings.share() - 1)));
    }

    private boolean stopsWithin(Duration time) throws InterruptedException {
        return stopping.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }
}
