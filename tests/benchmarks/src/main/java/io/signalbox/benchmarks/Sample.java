package io.signalbox.benchmarks;

import java.util.Collection;
import java.util.List;

/** Measured values, in order. */
record Sample(List<Double> sorted) {

    static Sample of(Collection<Double> values) {
        return new Sample(values.stream().sorted().toList());
    }

    double median() {
        return percentile(50);
    }

    /** The smallest value that so many percent do not exceed. */
    double percentile(double percent) {
        if (sorted.isEmpty()) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(percent / 100 * sorted.size());
        return sorted.get(Math.max(0, rank - 1));
    }
}
