package io.signalbox.engine.statistics;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Figures over many runs. Called runs are not counted, they belong to their callers. */
public interface Statistics {

    /** Day by day, the oldest first, days without runs left out. Days are those of the machine's zone. */
    List<Day> days(Instant from, @Nullable String runbook);

    /**
     * The runs that started on a day.
     *
     * @param open those that go on
     * @param median how long half of those that succeeded took at most, in milliseconds; null if none did
     * @param p95 how long 95 of 100 of those took at most
     */
    record Day(
            LocalDate day,
            long succeeded,
            long failed,
            long cancelled,
            long open,
            @Nullable Long median,
            @Nullable Long p95) {}
}
