package io.signalbox.engine.step;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Map;

/** Moves tokens on. Called inside the transaction that records the step's end. */
public interface Tokens {

    /**
     * Lets tokens of several runs move in the transaction of this thread as one: what moving them needs is read in few statements before, what
     * they have changed is written in few after. The action moves them one by one; if it throws, none has moved and the transaction must be rolled back.
     *
     * @param runIds whose tokens will move; others may
     */
    void together(Collection<String> runIds, Runnable moves);

    /**
     * The step is done: sets its result and moves on.
     *
     * @throws CannotMoveOn if what follows cannot be evaluated; the transaction must be rolled back
     * @throws TokenGone if no token waits there any more; the transaction must be rolled back
     */
    void complete(String runId, String activityInstance, String resultVariable, Map<String, Object> output);

    /**
     * Throws a BPMN error where the step is, if something catches it.
     *
     * @return whether something does; if not, nothing has happened
     */
    boolean raise(String runId, String activityInstance, String code, @Nullable String message);

    /** The diagram cannot go on: a condition or a parameter cannot be evaluated. The message is for people. */
    final class CannotMoveOn extends RuntimeException {
        public CannotMoveOn(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** Nobody waits there: cancelled, or completed by somebody else. */
    final class TokenGone extends RuntimeException {
        public TokenGone(String activityInstance) {
            super("No token waits at activity instance " + activityInstance);
        }
    }
}
