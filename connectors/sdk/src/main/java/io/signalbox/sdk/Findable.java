package io.signalbox.sdk;

import java.util.Optional;

/** Can tell whether the effect of this very step is already there. Changes nothing. */
public interface Findable<I extends Record, O extends Record> extends Operation<I, O> {

    /**
     * Looks for the effect of the step with {@link Step#id()}. Called after a crash before {@code apply}, and before an undo of a
     * step that did not complete.
     *
     * @return what {@code apply} would have returned, if the effect is completely there; empty if it is not, or only in part and
     *     {@code apply} can take it up from there
     */
    Optional<O> find(I input, Step step) throws InterruptedException;
}
