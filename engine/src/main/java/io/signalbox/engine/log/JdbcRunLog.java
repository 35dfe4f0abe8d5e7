package io.signalbox.engine.log;

import io.signalbox.engine.run.RunTree;
import io.signalbox.sdk.StepLog;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads log lines from our table. */
public final class JdbcRunLog implements RunLog {

    private final JdbcClient db;
    private final RunTree tree;
    private final LogWriter writer;

    /** @param writer whose lines are waited for, so that who has seen a step end finds all that it wrote */
    public JdbcRunLog(JdbcClient db, RunTree tree, LogWriter writer) {
        this.db = db;
        this.tree = tree;
        this.writer = writer;
    }

    @Override
    public List<LogLine> read(String runId, long after, int limit, Filter filter) {
        return read(runId, filter, " and id > :at", " order by id limit :limit", after, limit);
    }

    @Override
    public List<LogLine> readBefore(String runId, long before, int limit, Filter filter) {
        return read(runId, filter, " and id < :at", " order by id desc limit :limit", before, limit)
                .reversed();
    }

    @Override
    public long last(String runId) {
        return db.sql("select coalesce(max(id), 0) from sb_log where root_id = :root")
                .param("root", tree.branch(runId).rootId())
                .query(Long.class)
                .single();
    }

    private List<LogLine> read(String runId, Filter filter, String from, String order, long at, int limit) {
        RunTree.Branch branch = tree.branch(runId);
        writer.flush();
        StringBuilder sql = new StringBuilder("select * from sb_log where root_id = :root").append(from);
        if (!branch.whole()) {
            sql.append(" and run_id in (:runs)");
        }
        if (filter.stepId() != null) {
            sql.append(" and step_id = :step");
        }
        if (filter.host() != null) {
            sql.append(" and host = :host");
        }
        if (filter.atLeast() != null) {
            sql.append(" and level in (:levels)");
        }
        if (filter.text() != null) {
            sql.append(" and lower(text) like :text escape '!'");
        }
        JdbcClient.StatementSpec statement = db.sql(sql + order)
                .param("root", branch.rootId())
                .param("at", at)
                .param("limit", limit);
        if (!branch.whole()) {
            statement.param("runs", branch.runIds());
        }
        if (filter.stepId() != null) {
            statement.param("step", filter.stepId());
        }
        if (filter.host() != null) {
            statement.param("host", filter.host());
        }
        StepLog.Level atLeast = filter.atLeast();
        if (atLeast != null) {
            statement.param(
                    "levels",
                    Arrays.stream(StepLog.Level.values())
                            .filter(level -> level.compareTo(atLeast) >= 0)
                            .map(Enum::name)
                            .toList());
        }
        String text = filter.text();
        if (text != null) {
            statement.param("text", contains(text));
        }
        return statement
                .query((rs, _) -> new LogLine(
                        rs.getLong("id"),
                        rs.getObject("time", OffsetDateTime.class).toInstant(),
                        rs.getString("run_id"),
                        rs.getString("step_id"),
                        StepLog.Level.valueOf(rs.getString("level")),
                        rs.getString("host"),
                        rs.getString("text")))
                .list();
    }

    /** A LIKE pattern for texts that contain this one, any case, with {@code !} as escape. */
    public static String contains(String text) {
        return "%"
                + text.toLowerCase(Locale.ROOT)
                        .replace("!", "!!")
                        .replace("%", "!%")
                        .replace("_", "!_") + "%";
    }
}
