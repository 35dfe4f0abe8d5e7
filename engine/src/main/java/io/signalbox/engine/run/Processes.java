package io.signalbox.engine.run;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Starts and stops processes, and knows what they wait for. */
public interface Processes {

    /** Starts a process and returns the id of its run. Inside a transaction. */
    String start(String definitionId, @Nullable String businessKey, Map<String, ? extends @Nullable Object> variables);

    /** Ends it and everything it called. Inside a transaction. Does nothing if it has ended. */
    void cancel(String runId, String reason);

    /** Approvals, timers and messages that the open runs under these roots wait for, the oldest first. */
    List<Waiting> waiting(Collection<String> rootIds);

    /** Whether runs of this definition never wait for anything but their steps. */
    boolean waitsOnlyForSteps(String definitionId);

    /** Open runs, started before that time, in which no step is open and nothing else is waited for either. */
    List<String> withNothingToWaitFor(Instant startedBefore);

    /** Where the token of this run was, besides at its steps, in the order it came there. */
    List<Visit> visits(String runId);

    /**
     * One thing waited for.
     *
     * @param what element type: {@code userTask}, {@code timer}, {@code message}
     */
    record Waiting(String runId, String rootId, String elementId, String elementName, String what) {}
}
