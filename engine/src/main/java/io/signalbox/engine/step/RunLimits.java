package io.signalbox.engine.step;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Ends what would go on for ever. Counts the steps of a run, with all it calls, in memory and asks the database only now and then, so that a limit is noticed within
 * some hundred steps.
 */
final class RunLimits {

    private static final int BETWEEN_COUNTS = 500;
    private static final int MOST_KNOWN = 10_000;

    private final int steps;
    private final long inputSize;
    private final ToIntFunction<String> count;
    private final Map<String, Integer> since = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    /** @param count of the steps stored under a root */
    RunLimits(int steps, long inputSize, ToIntFunction<String> count) {
        this.steps = steps;
        this.inputSize = inputSize;
        this.count = count;
    }

    /**
     * One more step.
     *
     * @throws Tokens.CannotMoveOn if the run has had too many
     */
    void another(String rootId) {
        int every = Math.min(BETWEEN_COUNTS, steps);
        int now;
        synchronized (since) {
            now = since.merge(rootId, 1, Integer::sum);
        }
        if (now % every == 0 && count.applyAsInt(rootId) >= steps) {
            synchronized (since) {
                since.put(rootId, now - 1);
            }
            throw new Tokens.CannotMoveOn(
                    "The run has done " + steps
                            + " steps, the most it may (signalbox.engine.steps-per-run): its diagram may go"
                            + " round in circles.",
                    null);
        }
    }

    /** What is wrong with an input that is too large; null if it is not. */
    @Nullable
    String tooLarge(Map<String, Object> input) {
        return size(input) <= inputSize
                ? null
                : "The input is larger than " + inputSize + " bytes (signalbox.engine.largest-variable).";
    }

    private static long size(@Nullable Object value) {
        return switch (value) {
            case CharSequence text -> text.length();
            case Map<?, ?> map -> {
                long sum = 0;
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    sum += size(entry.getKey()) + size(entry.getValue());
                }
                yield sum;
            }
            case Collection<?> items -> {
                long sum = 0;
                for (Object item : items) {
                    sum += size(item);
                }
                yield sum;
            }
            case null, default -> 8;
        };
    }
}
