package io.signalbox.webapp.fake;

import io.signalbox.engine.statistics.Statistics;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** Knows one day. */
public final class FakeStatistics implements Statistics {

    @Override
    public List<Day> days(LocalDate first, int count, ZoneId zone, String runbook) {
        return List.of(new Day(LocalDate.of(2026, 1, 1), 5, 1, 0, 1, 1200L, 3400L));
    }
}
