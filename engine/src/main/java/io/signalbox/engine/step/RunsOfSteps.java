package io.signalbox.engine.step;

import io.signalbox.sdk.StepRun;

/** Gives a step the run around it. */
interface RunsOfSteps {

    /**
     * The run as one attempt of a step sees it.
     *
     * @param attempt keeps the notes
     * @param permits of the step, given back while it waits for others
     */
    StepRun of(StepRow step, Try attempt, Permits.Held permits);

    /** Tells those who watch that the step has changed. */
    void changed(StepRow step);
}
