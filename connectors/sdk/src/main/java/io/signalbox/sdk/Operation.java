package io.signalbox.sdk;

/**
 * One thing a connector can do. Annotate the class with {@link OperationInfo}; declare its {@code Input} and {@code Output} as
 * nested records. An operation is stateless and is called by many threads at once.
 *
 * <p>Further capabilities are interfaces beside this one: {@link Findable}, {@link Plannable}, {@link Undoable}, {@link Repeatable}.
 *
 * @param <I> the input, already bound and validated when a verb is called
 * @param <O> the output, stored as JSON and readable in the diagram as {@code ${task.component}}
 */
public interface Operation<I extends Record, O extends Record> {

    /**
     * Does it. Called on a virtual thread, with permits held and no database transaction open; it may block as long as the
     * step's deadline allows, and is interrupted when the step is cancelled or runs out of time. It is called again, with the
     * same step id and a higher attempt number, after a retryable failure, and after a crash once {@link Findable#find} found nothing.
     *
     * <p>An operation that cannot {@code find} says with {@link ErrorCode#outcomeUnknown} when it does not know whether its effect is there. A failed
     * attempt either cleans up its half-made effect or leaves it where {@code find} and {@code undo} see it.
     *
     * @throws ConnectorException when it failed: with a code, a kind and whether a retry makes sense
     * @throws InterruptedException when the step was cancelled; what was started has been stopped by then
     */
    O apply(I input, Step step) throws InterruptedException;
}
