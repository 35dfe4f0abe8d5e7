package io.signalbox.engine.log;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many lines steps and runs may still write on this node, over all attempts. Of steps and runs that have written nothing for long it knows nothing any more. Used
 * by the thread that writes.
 */
final class LogQuota {

    private static final int MOST_KNOWN = 20_000;

    private final int perStep;
    private final int perRun;
    private final Map<String, Integer> steps = known();
    private final Map<String, Integer> runs = known();

    LogQuota(int perStep, int perRun) {
        this.perStep = perStep;
        this.perRun = perRun;
    }

    private static Map<String, Integer> known() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
                return size() > MOST_KNOWN;
            }
        };
    }

    /** What to do with a line. */
    enum Verdict {
        KEEP,
        /** Replace it by the remark that the log of the step is cut. */
        LAST_OF_STEP,
        LAST_OF_RUN,
        DROP
    }

    /** One more line. */
    Verdict another(String rootId, String stepId) {
        int ofStep = steps.merge(stepId, 1, Integer::sum);
        if (ofStep > perStep + 1) {
            return Verdict.DROP;
        }
        int ofRun = runs.merge(rootId, 1, Integer::sum);
        if (ofRun > perRun) {
            return ofRun == perRun + 1 ? Verdict.LAST_OF_RUN : Verdict.DROP;
        }
        return ofStep == perStep + 1 ? Verdict.LAST_OF_STEP : Verdict.KEEP;
    }
}
