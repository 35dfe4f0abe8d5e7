package io.signalbox.engine.step;

import io.signalbox.engine.Rejected;

/** Why a step is not tried again: it may have had its effect, and nothing tells. */
final class UnknownOutcome {

    static final String CODE = "OUTCOME_UNKNOWN";
    /** The step failed, and its error path in the diagram cannot be gone. */
    static final String CANNOT_HANDLE = "CANNOT_MOVE_ON";

    private static final String WHAT_TO_DO = " Look at the target; then retry the step, or skip it.";

    private UnknownOutcome() {}

    /** Whether the diagram may deal with a failure by itself, or a person has to. */
    static boolean mayBeCaught(Failure failure) {
        return !failure.code().equals(CODE) && !failure.code().equals(CANNOT_HANDLE);
    }

    /** When a step that had begun is taken up by another node. */
    static Rejected of(String operation) {
        return new Rejected(
                Rejected.Kind.CONFLICT,
                CODE,
                "The step had begun when its node went away, and " + operation
                        + " cannot tell whether it came to its effect." + WHAT_TO_DO);
    }

    /** When an attempt was stopped in the middle. */
    static Failure after(Failure failure) {
        return Failure.lasting(CODE, failure.message() + " Whether it came to its effect is not known." + WHAT_TO_DO);
    }
}
