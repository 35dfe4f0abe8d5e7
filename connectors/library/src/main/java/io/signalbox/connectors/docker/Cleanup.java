package io.signalbox.connectors.docker;

import io.signalbox.sdk.ConnectorException;
import io.signalbox.sdk.Step;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Work that must still be done after the thread of the step was interrupted: on a thread of its own, for a short time. */
final class Cleanup {

    /** Cancelled means gone within 5 seconds; what is cleaned up must be so before. */
    static final Duration LIMIT = Duration.ofMillis(4500);

    private Cleanup() {}

    /** What is done, in which an interrupt means that the time is up. */
    interface Work {
        void run() throws InterruptedException;
    }

    /**
     * Does it, however the calling thread is interrupted meanwhile.
     *
     * @param what for the sentence in the log if it fails: "the container that was half made was not removed"
     * @return whether it succeeded
     */
    static boolean now(Step step, String what, Work work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread worker = Thread.ofVirtual().name("docker-cleanup").start(() -> {
            try {
                work.run();
                done.complete(null);
            } catch (InterruptedException | RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        long end = System.nanoTime() + LIMIT.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    done.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                    return true;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (TimeoutException e) {
                    worker.interrupt();
                    step.log().warn(what + ": the host took too long.");
                    return false;
                } catch (ExecutionException e) {
                    Throwable cause = e.getCause();
                    step.log().warn(what + ": " + (cause instanceof ConnectorException c ? c.getMessage() : cause));
                    return false;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
