package io.signalbox.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Runs that are long to look at: the application makes them, then they get hosts, more steps and log lines in the database. */
record LongRuns(Signalbox signalbox, Postgres postgres) {

    static final int STEPS = 300;
    static final int HOSTS = 100;
    private static final String RUNBOOK = "long";
    private static final String LINE = """
            insert into sb_log (run_id, root_id, step_id, time, level, host, text)
            select s.run_id, s.root_id, s.id, s.created_at + (n %% 1000) * interval '1 millisecond',
              case when n %% 500 = 0 then 'ERROR' when n %% 50 = 0 then 'WARN' when n %% 7 = 0 then 'DEBUG' else 'INFO' end, s.host,
              'Layer sha256:' || md5(n::text) || ': line ' || n || ' of what this step has to say, at some length'
            from generate_series(1, %2$d) n
              join (select *, row_number() over (order by seq) - 1 as place from sb_step where root_id = '%1$s') s
                on s.place = (n - 1)::bigint * (select count(*) from sb_step where root_id = '%1$s') / %2$d
            order by n
            """;

    LongRuns {
        signalbox.deploy(Diagrams.drawn(RUNBOOK, STEPS));
    }

    /** One that has ended. */
    String ended(int lines) throws SQLException {
        String run = start("1s");
        await(run, "SUCCEEDED");
        return furnish(run, lines);
    }

    /** One whose last step waits. */
    String running(int lines) throws SQLException {
        String run = start("2h");
        await(run, "RUNNING");
        return furnish(run, lines);
    }

    /** One that has ended, in which each step was done on each host. */
    String wide(int lines) throws SQLException {
        String run = start("1s");
        await(run, "SUCCEEDED");
        String columns = text(
                "select string_agg(column_name, ', ') from information_schema.columns where table_schema = 'public' and table_name = 'sb_step' and column_name not in ('id', 'seq', 'host')");
        postgres.execute("""
                insert into sb_step (id, host, %1$s) select substr(md5(id || n), 1, 30) || '-' || n, 'web-' || n, %1$s
                from generate_series(1, %2$d) n cross join (select * from sb_step where root_id = '%3$s') s order by seq, n
                """.formatted(columns, HOSTS - 1, run));
        return furnish(run, lines);
    }

    /** Adds so many lines a second to the log of a run, until it is interrupted. */
    Thread talk(String run, int perSecond) {
        return Thread.startVirtualThread(() -> {
            try (Connection connection = postgres.connect();
                    Statement statement = connection.createStatement()) {
                while (!Thread.currentThread().isInterrupted()) {
                    statement.execute(LINE.formatted(run, perSecond / 10));
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private String start(String duration) {
        return Signalbox.start(signalbox.rest(), RUNBOOK, duration).get("id").asString();
    }

    /** Until all steps but the last have ended, and the run is in this state. */
    private void await(String run, String state) {
        while (!signalbox
                        .rest()
                        .get("/api/v1/runs/" + run)
                        .get("state")
                        .asString()
                        .equals(state)
                || signalbox
                                .rest()
                                .get("/api/v1/runs/" + run + "/steps")
                                .get("items")
                                .size()
                        < STEPS) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
        }
    }

    /** Hosts, times one after the other, and a log. */
    private String furnish(String run, int lines) throws SQLException {
        postgres.execute(
                "update sb_run set started_at = started_at - interval '20 minute' where id = '%s'".formatted(run),
                """
                update sb_step s set created_at = s.created_at - at.left_over, ended_at = s.created_at - at.left_over + interval '3.5 second',
                  worked_from = s.created_at - at.left_over, host = coalesce(s.host, 'web-' || at.place %% %d)
                from (select id, place, (whole - place) * interval '1200 second' / whole as left_over
                  from (select id, row_number() over (order by seq) as place, count(*) over () as whole from sb_step where root_id = '%s') p) at
                where s.id = at.id and s.state = 'COMPLETED'
                """.formatted(HOSTS, run),
                LINE.formatted(run, lines));
        return run;
    }

    private String text(String sql) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet rs = statement.executeQuery(sql)) {
            rs.next();
            return rs.getString(1);
        }
    }
}
