package io.signalbox.engine.step;

import java.util.Map;

/** How an attempt ended. */
sealed interface Outcome {

    record Completed(Map<String, Object> output) implements Outcome {}

    record Failed(Failure failure) implements Outcome {}

    /** The diagram or a person took the step away. */
    record Cancelled() implements Outcome {}

    /** This node shuts down and lets the step go. */
    record Released() implements Outcome {}

    /** Another node has the step now; nothing of ours counts any more. */
    record LeaseLost() implements Outcome {}
}
