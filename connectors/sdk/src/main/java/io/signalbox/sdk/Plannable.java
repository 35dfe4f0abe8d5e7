package io.signalbox.sdk;

/** Can tell what {@code apply} would do. Changes nothing. */
public interface Plannable<I extends Record, O extends Record> extends Operation<I, O> {

    /** Says what {@code apply} with this input would change now, and fails with the error {@code apply} would meet, if it can know. */
    Plan<O> plan(I input, Step step) throws InterruptedException;
}
