package io.signalbox.engine.statistics;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** Figures over many runs. Called runs are not counted, they belong to their callers. */
public interface Statistics {

    /**
     * Day by day, the oldest first, days without runs left out.
     *
     * @param count how many days, from the first on
     * @param zone where a day begins and ends
     * @param runbook key of the only one that counts; null for all
     */
    List<Day> days(LocalDate first, int count, ZoneId zone, @Nullable String runbook);

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
