package io.signalbox.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes finished runs in bulk: copies of one that the application has made itself, so that they have all that a real one leaves behind,
 * whatever tables that is in. They differ in their ids, times, runbooks, states, persons and inputs.
 */
record PastRuns(Postgres postgres) {

    private static final int AT_ONCE = 20_000;

    /** Tables with something of a run, and the condition that finds it by the run's id. */
    private record Table(String name, String ofRun) {}

    private static final List<Table> TABLES = List.of(
            new Table("sb_run", "root_id = '%s'"),
            new Table("sb_step", "root_id = '%s'"),
            new Table("sb_attempt", "step_id in (select id from sb_step where root_id = '%s')"),
            new Table("sb_note", "root_id = '%s'"),
            new Table("sb_log", "root_id = '%s'"),
            new Table("act_hi_actinst", "proc_inst_id_ = '%s'"),
            new Table("act_hi_varinst", "proc_inst_id_ = '%s'"));

    private static final Set<String> IDS = Set.of(
            "id",
            "run_id",
            "root_id",
            "parent_id",
            "step_id",
            "activity_instance",
            "undo_of",
            "undo_in",
            "id_",
            "proc_inst_id_",
            "root_proc_inst_id_",
            "execution_id_",
            "act_inst_id_",
            "parent_act_inst_id_");

    /** What tells one run from another in lists. */
    private static final Map<String, String> OF_RUNS = Map.of(
            "runbook", "case when n % 10 = 0 then t.runbook else 'past-' || n % 40 end",
            "state", "case when n % 100 = 0 then 'FAILED' when n % 1000 = 1 then 'CANCELLED' else t.state end",
            "started_by", "case when n % 2000 = 7 then 'rare' else 'person-' || n % 50 end",
            "inputs", "'{\"greeting\": \"hello\", \"name\": \"version ' || n || ' of ' || md5(n::text) || '\"}'",
            "business_key", "case when n % 3 = 0 then 'CHG-' || n end");

    /** One every 10 seconds, the last one so many days ago. */
    void make(int count, int daysAgo) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set synchronous_commit = off");
            String model = text(
                    statement,
                    "select id from sb_run where runbook = 'w1' and state = 'SUCCEEDED' order by started_at limit 1");
            for (int from = 0; from < count; from += AT_ONCE) {
                int to = Math.min(count, from + AT_ONCE);
                for (Table table : TABLES) {
                    statement.execute(copies(statement, table, model, from, to, daysAgo));
                }
                System.err.print("\r  past runs made: " + to);
            }
            System.err.println();
        }
        postgres.settle();
    }

    private static String copies(Statement statement, Table table, String model, int from, int to, int daysAgo)
            throws SQLException {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        try (ResultSet rs = statement.executeQuery("""
                select column_name, data_type from information_schema.columns
                where table_schema = 'public' and table_name = '%s' and is_identity = 'NO' order by ordinal_position
                """.formatted(table.name()))) {
            while (rs.next()) {
                names.add(rs.getString(1));
                values.add(value(table.name(), rs.getString(1), rs.getString(2), daysAgo));
            }
        }
        return "insert into %s (%s) select %s from generate_series(%d, %d) n cross join (select * from %s where %s) t"
                .formatted(
                        table.name(),
                        String.join(", ", names),
                        String.join(", ", values),
                        from,
                        to - 1,
                        table.name(),
                        table.ofRun().formatted(model));
    }

    private static String value(String table, String column, String type, int daysAgo) {
        if (type.startsWith("timestamp")) {
            return "t.%s - interval '%d day' - n * interval '10 second'".formatted(column, daysAgo);
        }
        if (table.equals("sb_run") && OF_RUNS.containsKey(column)) {
            return OF_RUNS.getOrDefault(column, column);
        }
        // Behind one another in the indices, as the ids of real ones nearly are.
        return IDS.contains(column)
                ? "lpad(to_hex(n), 6, '0') || '%d-' || t.%s".formatted(daysAgo, column)
                : "t." + column;
    }

    private static String text(Statement statement, String sql) throws SQLException {
        try (ResultSet rs = statement.executeQuery(sql)) {
            if (!rs.next()) {
                throw new IllegalStateException("There is no finished run to make others from");
            }
            return rs.getString(1);
        }
    }
}
