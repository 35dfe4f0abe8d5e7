package io.signalbox.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A virtual thread that works for a step, as in the engine: {@link TestStep#cancel()} interrupts it. */
public final class StepThread<T> {

    private final FutureTask<T> task;
    private final Thread thread;

    private StepThread(FutureTask<T> task, Thread thread) {
        this.task = task;
        this.thread = thread;
    }

    public static <T> StepThread<T> start(TestStep step, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = Thread.ofVirtual().name("step " + step.id()).unstarted(task);
        step.workedOnBy(thread);
        thread.start();
        return new StepThread<>(task, thread);
    }

    /** Waits until it has ended, at most this long; true if it has. */
    public boolean ends(Duration within) throws InterruptedException {
        return thread.join(within);
    }

    /**
     * How it ended.
     *
     * @throws AssertionError if it is still at work after this time; says where
     */
    public Ending<T> ending(Duration within) throws InterruptedException {
        try {
            return new Ending.Returned<>(task.get(within.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return cause instanceof InterruptedException ? new Ending.Interrupted<>() : new Ending.Failed<>(cause);
        } catch (TimeoutException e) {
            AssertionError error = new AssertionError("still at work after " + within, e);
            error.setStackTrace(thread.getStackTrace());
            thread.interrupt();
            throw error;
        }
    }

    /** How the work ended. */
    public sealed interface Ending<T> {

        record Returned<T>(T value) implements Ending<T> {}

        /** It threw an {@link InterruptedException}. */
        record Interrupted<T>() implements Ending<T> {}

        record Failed<T>(Throwable cause) implements Ending<T> {}
    }
}
