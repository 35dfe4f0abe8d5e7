package io.signalbox.sdk;

/**
 * For a {@link Effect#CHANGE} operation that cannot {@code find}: tells for which inputs a repeat does no harm, because the target
 * makes it so (a safe method, an idempotency key that it honours). Without this, or when the answer is no, a step whose attempt
 * ended with its outcome unknown is not tried again by itself.
 */
public interface Repeatable<I extends Record, O extends Record> extends Operation<I, O> {

    /** Whether {@code apply} may be called again with this input and the same step id after an attempt of unknown outcome. Asks nobody. */
    boolean repeatable(I input);
}
