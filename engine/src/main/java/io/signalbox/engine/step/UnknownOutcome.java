package io.signalbox.engine.step;

import io.signalbox.engine.Rejected;
import io.signalbox.sdk.Durations;
import io.signalbox.sdk.Effect;
import io.signalbox.sdk.describe.OperationDescriptor;

import java.time.Duration;
import java.util.Set;

/** Why a step is not tried again: it may have had its effect, and nothing tells. */
final class UnknownOutcome {

    static final String CODE = "OUTCOME_UNKNOWN";
    /** The step failed, and its error path in the diagram cannot be gone. */
    static final String CANNOT_HANDLE = "CANNOT_MOVE_ON";

    /** What the step came to could not be written down. */
    static final String NOT_RECORDED = "STEP_NOT_RECORDED";
    /** Too many nodes went away while they worked on the step. */
    static final String NODE_LOST = "NODE_LOST";

    private static final Set<String> FOR_PEOPLE = Set.of(CODE, CANNOT_HANDLE, NOT_RECORDED, NODE_LOST);

    private static final String WHAT_TO_DO = " Look at the target; then say whether it happened: resolve the step.";

    private UnknownOutcome() {}

    /** Whether the diagram may deal with a failure by itself, or a person has to. */
    static boolean mayBeCaught(Failure failure) {
        return !FOR_PEOPLE.contains(failure.code());
    }

    /** When a step is to be tried again of whose last attempt nobody knows how it ended. */
    static Rejected of(String operation) {
        return new Rejected(
                Rejected.Kind.CONFLICT,
                CODE,
                "The step had begun before, and how that ended is not known: its node went away, or the attempt broke. "
                        + operation + " cannot tell whether it came to its effect." + WHAT_TO_DO);
    }

    /** When an attempt was stopped in the middle. */
    static Failure after(Failure failure) {
        return Failure.lasting(CODE, failure.message() + " Whether it came to its effect is not known." + WHAT_TO_DO);
    }

    /** When an operation says that it does not know, and the diagram does not deal with that. */
    static Failure said(Failure failure) {
        return Failure.lasting(CODE, failure.message() + WHAT_TO_DO);
    }

    /** When an operation does not stop: it may come to its effect any time. */
    static Failure stuck(OperationDescriptor operation, Duration timeout) {
        String what = operation.id() + " took longer than " + Durations.format(timeout)
                + ", was told to stop and did not; its thread goes on without the step.";
        return operation.effect() == Effect.CHANGE
                ? Failure.lasting(CODE, what + " Whether it comes to its effect is not known." + WHAT_TO_DO)
                : Failure.lasting("STEP_STUCK", what);
    }

    /** When node after node goes away with the step: it may be what makes them. */
    static Failure nodesLost(int crashes, String operation) {
        return Failure.lasting(
                NODE_LOST,
                crashes
                        + " nodes went away within an hour while they worked on this step, which may be why: see their logs for "
                        + operation + ". It is not tried again by itself.");
    }
}
