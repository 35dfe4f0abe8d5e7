package io.signalbox.engine.step;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/** Moves tokens on. Called inside the transaction that records the step's end. */
public interface Tokens {

    /**
     * The step is done: sets its result and moves on.
     *
     * @throws CannotMoveOn if what follows cannot be evaluated; the transaction must be rolled back
     * @throws TokenGone if no token waits there any more; the transaction must be rolled back
     */
    void complete(String externalTaskId, String activityInstance, String resultVariable, Map<String, Object> output);

    /**
     * Throws a BPMN error where the step is, if something catches it.
     *
     * @return whether something does; if not, nothing has happened
     */
    boolean raise(String externalTaskId, String activityInstance, String code, @Nullable String message);

    /** The diagram cannot go on: a condition or a parameter cannot be evaluated. The message is for people. */
    final class CannotMoveOn extends RuntimeException {
        public CannotMoveOn(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Nobody waits there: cancelled, or completed by somebody else. */
    final class TokenGone extends RuntimeException {
        public TokenGone(String externalTaskId) {
            super("No token waits at external task " + externalTaskId);
        }
    }
}
