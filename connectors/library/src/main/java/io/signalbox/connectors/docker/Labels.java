package io.signalbox.connectors.docker;

import io.signalbox.sdk.Step;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.TreeMap;

/** Labels on what steps make. They are also the journal of a replacement: what was there before is written on what comes instead. */
final class Labels {

    static final String PREFIX = "io.signalbox.";
    static final String RUN = PREFIX + "run";
    static final String STEP = PREFIX + "step";
    static final String RUNBOOK = PREFIX + "runbook";
    static final String SERVICE = PREFIX + "service";
    /** Fingerprint of image reference and settings. */
    static final String SETTINGS = PREFIX + "settings";
    /** Id of the container that this one takes the place of. */
    static final String REPLACES = PREFIX + "replaces";
    /** Whether that one was running: {@code true} or {@code false}. */
    static final String REPLACES_RUNNING = PREFIX + "replaces-running";
    /** Id of the previous container that was put aside for that one. */
    static final String PARKS = PREFIX + "parks";

    private Labels() {}

    static Map<String, String> of(Step step, @Nullable String service) {
        Map<String, String> labels = new TreeMap<>();
        labels.put(RUN, step.run().id());
        labels.put(STEP, step.id());
        labels.put(RUNBOOK, step.run().runbook());
        if (service != null) {
            labels.put(SERVICE, service);
        }
        return labels;
    }
}
