package io.signalbox.engine.statistics;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts in the database. */
public final class JdbcStatistics implements Statistics {

    private static final String MILLISECONDS = "extract(epoch from (ended_at - started_at)) * 1000";

    private final JdbcClient db;

    public JdbcStatistics(JdbcClient db) {
        this.db = db;
    }

    @Override
    public List<Day> days(Instant from, @Nullable String runbook) {
        String where = " from sb_run where called = false and started_at >= :from"
                + (runbook == null ? "" : " and runbook = :runbook");
        Map<LocalDate, Day> days = new TreeMap<>();
        with(
                        db.sql(
                                "select cast(started_at as date) as at, sum(case when state = 'SUCCEEDED' then 1 else 0 end) as succeeded,"
                                        + " sum(case when state = 'FAILED' then 1 else 0 end) as failed,"
                                        + " sum(case when state = 'CANCELLED' then 1 else 0 end) as cancelled,"
                                        + " sum(case when state = 'OPEN' then 1 else 0 end) as going" + where
                                        + " group by cast(started_at as date)"),
                        from,
                        runbook)
                .query(rs -> {
                    LocalDate at = rs.getObject("at", LocalDate.class);
                    days.put(at, counted(at, rs));
                });
        with(
                        db.sql("select cast(started_at as date) as at, percentile_cont(0.5) within group (order by "
                                + MILLISECONDS + ") as half, percentile_cont(0.95) within group (order by "
                                + MILLISECONDS
                                + ") as most" + where + " and state = 'SUCCEEDED' group by cast(started_at as date)"),
                        from,
                        runbook)
                .query(rs -> {
                    long half = Math.round(rs.getDouble("half"));
                    long most = Math.round(rs.getDouble("most"));
                    days.computeIfPresent(
                            rs.getObject("at", LocalDate.class),
                            (at, d) -> new Day(at, d.succeeded(), d.failed(), d.cancelled(), d.open(), half, most));
                });
        return List.copyOf(days.values());
    }

    private static Day counted(LocalDate at, ResultSet rs) throws SQLException {
        return new Day(
                at,
                rs.getLong("succeeded"),
                rs.getLong("failed"),
                rs.getLong("cancelled"),
                rs.getLong("going"),
                null,
                null);
    }

    private static JdbcClient.StatementSpec with(
            JdbcClient.StatementSpec statement, Instant from, @Nullable String runbook) {
        JdbcClient.StatementSpec given = statement.param("from", from.atOffset(ZoneOffset.UTC));
        return runbook == null ? given : given.param("runbook", runbook);
    }
}
