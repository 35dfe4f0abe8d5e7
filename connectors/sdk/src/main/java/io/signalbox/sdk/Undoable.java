package io.signalbox.sdk;

/** Can take its effect back. */
public interface Undoable<I extends Record, O extends Record> extends Operation<I, O> {

    /**
     * Takes back what the step with {@link Step#id()} did. {@link Step#id()} is the id of the step whose effect is taken back, so
     * that labels and names can be found again. Idempotent: taking back what is already gone succeeds.
     *
     * @param input what the step was given
     * @param output what it returned; it holds all that undo needs
     */
    void undo(I input, O output, Step step) throws InterruptedException;

    /**
     * Takes back what was left by a step that never completed, because its last attempt could not clean up: the host died under it.
     * Called where {@link Findable#find} does not see the whole effect. Idempotent, and {@link Step#id()} as for {@link #undo}.
     *
     * @return whether there was anything to take back
     */
    default boolean undoUnfinished(I input, Step step) throws InterruptedException {
        return false;
    }
}
