package io.signalbox.engine.statistics;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts in the database. */
public final class JdbcStatistics implements Statistics {

    private static final String A_DAY =
            "(cast(? as date), cast(? as timestamp with time zone), cast(? as timestamp with time zone))";
    private static final String MILLISECONDS =
            " within group (order by extract(epoch from (r.ended_at - r.started_at)) * 1000) filter (where r.state = 'SUCCEEDED')";
    private static final String FIGURES =
            """
            select days.at,
              count(*) filter (where r.state = 'SUCCEEDED') as succeeded,
              count(*) filter (where r.state = 'FAILED') as failed,
              count(*) filter (where r.state = 'CANCELLED') as cancelled,
              count(*) filter (where r.state = 'OPEN') as going,
              percentile_cont(0.5)""" + MILLISECONDS + " as half, percentile_cont(0.95)" + MILLISECONDS + " as most from (values ";

    private final JdbcClient db;

    public JdbcStatistics(JdbcClient db) {
        this.db = db;
    }

    /** Where the days begin and end is worked out here: what databases make of zones differs. */
    @Override
    public List<Day> days(LocalDate first, int count, ZoneId zone, @Nullable String runbook) {
        List<LocalDate> days =
                Stream.iterate(first, day -> day.plusDays(1)).limit(count).toList();
        List<Object> parameters = new ArrayList<>();
        for (LocalDate day : days) {
            parameters.addAll(List.of(day, begins(day, zone), begins(day.plusDays(1), zone)));
        }
        if (runbook != null) {
            parameters.add(runbook);
        }
        return db.sql(FIGURES
                        + days.stream().map(_ -> A_DAY).collect(Collectors.joining(", "))
                        + ") as days (at, begins, ends) join sb_run r on r.started_at >= days.begins and r.started_at < days.ends"
                        + " where r.called = false"
                        + (runbook == null ? "" : " and r.runbook = ?")
                        + " group by days.at order by days.at")
                .params(parameters)
                .query((rs, _) -> day(rs))
                .list();
    }

    private static OffsetDateTime begins(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toOffsetDateTime();
    }

    private static Day day(ResultSet rs) throws SQLException {
        return new Day(
                rs.getObject("at", LocalDate.class),
                rs.getLong("succeeded"),
                rs.getLong("failed"),
                rs.getLong("cancelled"),
                rs.getLong("going"),
                milliseconds(rs, "half"),
                milliseconds(rs, "most"));
    }

    private static @Nullable Long milliseconds(ResultSet rs, String column) throws SQLException {
        double value = rs.getDouble(column);
        return rs.wasNull() ? null : Math.round(value);
    }
}
