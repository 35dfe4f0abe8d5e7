package io.signalbox.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A database of its own on the lab's PostgreSQL, which counts what is asked of it. */
record Postgres(String url, String user, String password, ProcessHandle server) {

    /** How much of what has been done since the last {@link #forget}. */
    record Counts(double statements, double transactions, double rows, double syncs, double walBytes) {

        Counts per(double units) {
            return new Counts(statements / units, transactions / units, rows / units, syncs / units, walBytes / units);
        }
    }

    /** An empty database. */
    static Postgres database(String name) throws IOException, InterruptedException, SQLException {
        script("up");
        script("database", name);
        List<String> settings = Files.readAllLines(Options.project().resolve(".lab/" + net() + "/postgres.env"));
        Postgres made = new Postgres(
                "jdbc:postgresql://" + value("LAB_POSTGRES", settings) + "/" + name,
                value("LAB_POSTGRES_USER", settings),
                value("LAB_POSTGRES_PASSWORD", settings),
                postmaster());
        made.execute("create extension if not exists pg_stat_statements");
        return made;
    }

    List<String> properties() {
        return List.of(
                "spring.datasource.url=" + url,
                "spring.datasource.username=" + user,
                "spring.datasource.password=" + password);
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** As a server that has been up for long has it: no dirty pages of what was before. */
    void settle() throws SQLException {
        execute("checkpoint", "vacuum analyze");
    }

    void forget() throws SQLException {
        execute("select pg_stat_statements_reset()", "select pg_stat_reset()", "select pg_stat_reset_shared('wal')");
    }

    /** To be asked when a second has gone by since the last transaction: the server gathers for so long. */
    Counts counts() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rs = statement.executeQuery("""
                        select (select sum(calls) from pg_stat_statements where dbid = d.oid and query !~* '^(begin|commit|rollback|select pg_stat)'),
                          (select xact_commit + xact_rollback from pg_stat_database where datid = d.oid),
                          (select sum(rows) from pg_stat_statements where dbid = d.oid and query !~* '^(begin|commit|rollback|select pg_stat)'),
                          (select wal_sync from pg_stat_wal), (select wal_bytes from pg_stat_wal)
                        from pg_database d where d.datname = current_database()
                        """)) {
            rs.next();
            return new Counts(rs.getDouble(1), rs.getDouble(2), rs.getDouble(3), rs.getDouble(4), rs.getDouble(5));
        }
    }

    /** Of the database, in bytes. */
    long size() throws SQLException {
        return number("select pg_database_size(current_database())");
    }

    long count(String table) throws SQLException {
        return number("select count(*) from " + table);
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rs = statement.executeQuery(sql)) {
            rs.next();
            return rs.getLong(1);
        }
    }

    /** The most frequent statements, a line each. */
    List<String> statements(double units, int most) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rs = statement.executeQuery("""
                        select calls, rows, total_exec_time, regexp_replace(query, '\\s+', ' ', 'g') from pg_stat_statements
                        where dbid = (select oid from pg_database where datname = current_database()) order by calls desc
                        """)) {
            lines.add("  calls/step  rows/step  ms/step  statement");
            while (rs.next() && lines.size() <= most) {
                String query = rs.getString(4);
                lines.add("  %10.2f %10.2f %8.3f  %s"
                        .formatted(
                                rs.getLong(1) / units,
                                rs.getLong(2) / units,
                                rs.getDouble(3) / units,
                                query.substring(0, Math.min(160, query.length()))));
            }
        }
        return lines;
    }

    private static void script(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Options.project().resolve("tests/lab/postgres").toString()));
        command.addAll(List.of(arguments));
        Path log = Files.createDirectories(Options.folder()).resolve("postgres.log");
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException(command + " failed: " + Files.readString(log));
        }
    }

    private static String value(String name, List<String> settings) {
        return settings.stream()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    private static String net() {
        return System.getenv("LAB_NET");
    }

    private static ProcessHandle postmaster() throws IOException {
        Path file = Path.of("/var/tmp/signalbox-lab-" + net() + "-postgres/data/postmaster.pid");
        return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst()))
                .orElseThrow();
    }
}
