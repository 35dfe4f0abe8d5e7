package io.signalbox.engine.run;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/** What the process engine keeps of processes that have ended. */
public interface ProcessHistory {

    /** How long finished runs are kept, by definition; definitions whose runs are kept for ever are left out. */
    Map<String, Duration> timesToLive();

    /** Removes all that is kept of these; those that it does not know are no failure. Joins the transaction. */
    void forget(Collection<String> runIds);
}
