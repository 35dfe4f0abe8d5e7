package io.signalbox.engine.run;

import io.signalbox.engine.Cursor;
import io.signalbox.engine.Json;
import io.signalbox.engine.Page;
import io.signalbox.engine.log.JdbcRunLog;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads runs, one and many. */
final class RunReader {

    /** The state of an open run follows from its steps and those of the runs it called. */
    private static final String STATE = """
            case when r.state <> 'OPEN' then r.state
                 when exists (select 1 from sb_step s where s.root_id = r.root_id and (r.root_id = r.id or s.run_id = r.id) and s.state = 'ATTENTION') then 'NEEDS_ATTENTION'
                 when exists (select 1 from sb_stuck x where x.root_id = r.root_id and (r.root_id = r.id or x.run_id = r.id)) then 'NEEDS_ATTENTION'
                 when exists (select 1 from sb_step s where s.root_id = r.root_id and (r.root_id = r.id or s.run_id = r.id) and s.state in ('WORKING','RETRYING')) then 'RUNNING'
                 else 'WAITING' end""";

    private final JdbcClient db;
    private final Processes processes;

    RunReader(JdbcClient db, Processes processes) {
        this.db = db;
        this.processes = processes;
    }

    Optional<Run> find(String id) {
        List<Row> rows = db.sql("select r.*, " + STATE + " as shown from sb_run r where r.id = :id")
                .param("id", id)
                .query(RunReader::row)
                .list();
        return complete(rows).stream().findFirst();
    }

    Page<Run> list(RunFilter filter, @Nullable String cursor, int limit) {
        Map<String, Object> params = new HashMap<>();
        List<String> where = new ArrayList<>(List.of("r.called = false"));
        conditions(filter, where, params);
        if (cursor != null) {
            Cursor at = Cursor.read(cursor);
            // The first condition is where the index is entered; the second does not say that.
            where.add("r.started_at <= :at and (r.started_at < :at or r.id < :id)");
            params.put("at", RunStore.utc(at.at()));
            params.put("id", at.id());
        }
        String newest = " order by r.started_at desc, r.id desc limit " + (limit + 1);
        String each = states(filter.states(), params).stream()
                .map(state -> "(select r.*, " + STATE + " as shown from sb_run r where " + String.join(" and ", where)
                        + " and " + state + newest + ")")
                .collect(Collectors.joining(" union all "));
        List<Row> rows = db.sql("select r.* from (" + each + ") r" + newest)
                .params(params)
                .query(RunReader::row)
                .list();
        boolean more = rows.size() > limit;
        List<Row> page = more ? rows.subList(0, limit) : rows;
        return new Page<>(
                complete(page),
                more ? new Cursor(page.getLast().startedAt(), page.getLast().id()).text() : null);
    }

    /**
     * A condition for each state as it is stored, or one that always holds. The index is by state and time: asked for several at once, the
     * database would go through all runs that are newer than theirs.
     */
    private static List<String> states(Set<RunState> wanted, Map<String, Object> params) {
        List<String> conditions = new ArrayList<>();
        for (RunState state : wanted) {
            if (state.ended()) {
                conditions.add("r.state = '" + state + "'");
            }
        }
        List<String> open =
                wanted.stream().filter(state -> !state.ended()).map(Enum::name).toList();
        if (!open.isEmpty()) {
            conditions.add("r.state = 'OPEN' and " + STATE + " in (:open)");
            params.put("open", open);
        }
        return conditions.isEmpty() ? List.of("true") : conditions;
    }

    private static void conditions(RunFilter filter, List<String> where, Map<String, Object> params) {
        if (filter.runbook() != null) {
            where.add("r.runbook = :runbook");
            params.put("runbook", filter.runbook());
        }
        if (filter.startedBy() != null) {
            where.add("r.started_by = :by");
            params.put("by", filter.startedBy());
        }
        if (filter.from() != null) {
            where.add("r.started_at >= :from");
            params.put("from", RunStore.utc(filter.from()));
        }
        if (filter.to() != null) {
            where.add("r.started_at < :to");
            params.put("to", RunStore.utc(filter.to()));
        }
        if (filter.q() != null) {
            // A statement of its own each time: after some uses of one, PostgreSQL keeps a plan for all texts, and goes
            // through the whole list with it.
            where.add("/* " + UUID.randomUUID()
                    + " */ (lower(r.inputs) like :q escape '!' or lower(r.business_key) like :q escape '!')");
            params.put("q", JdbcRunLog.contains(filter.q()));
        }
    }

    /** Adds what open runs are at. */
    private List<Run> complete(List<Row> rows) {
        Set<String> open =
                rows.stream().filter(r -> !r.state().ended()).map(Row::id).collect(Collectors.toSet());
        if (open.isEmpty()) {
            return rows.stream().map(row -> row.run(List.of())).toList();
        }
        Map<String, String> rootOf = new HashMap<>();
        rows.stream().filter(r -> !r.state().ended()).forEach(r -> rootOf.put(r.id(), r.rootId()));
        Map<String, List<Run.Current>> current = new HashMap<>();
        db.sql(
                        "select * from sb_step where root_id in (:roots) and undo_of is null and state in ('WORKING','RETRYING','ATTENTION') order by seq")
                .param("roots", Set.copyOf(rootOf.values()))
                .query(rs -> {
                    String run = rs.getString("run_id");
                    current.computeIfAbsent(open.contains(run) ? run : rs.getString("root_id"), _ -> new ArrayList<>())
                            .add(new Run.Current(
                                    rs.getString("element_id"),
                                    rs.getString("element_name"),
                                    rs.getString("operation"),
                                    rs.getString("id"),
                                    rs.getString("state"),
                                    rs.getString("host"),
                                    "WORKING".equals(rs.getString("state"))
                                            ? rs.getString("progress")
                                            : rs.getString("error_message")));
                });
        Set<String> mayWait = rows.stream()
                .filter(row -> !row.state().ended() && !processes.waitsOnlyForSteps(row.definitionId()))
                .map(Row::rootId)
                .collect(Collectors.toSet());
        for (Processes.Waiting waiting :
                mayWait.isEmpty() ? List.<Processes.Waiting>of() : processes.waiting(mayWait)) {
            current.computeIfAbsent(
                            open.contains(waiting.runId()) ? waiting.runId() : waiting.rootId(), _ -> new ArrayList<>())
                    .add(new Run.Current(
                            waiting.elementId(), waiting.elementName(), waiting.what(), null, "WAITING", null, null));
        }
        if (rows.stream().anyMatch(r -> r.state() == RunState.NEEDS_ATTENTION)) {
            stuck(open, Set.copyOf(rootOf.values()), current);
        }
        return rows.stream()
                .map(row -> row.run(current.getOrDefault(row.id(), List.of())))
                .toList();
    }

    private void stuck(Set<String> open, Set<String> rootIds, Map<String, List<Run.Current>> current) {
        db.sql("select * from sb_stuck where root_id in (:roots)")
                .param("roots", rootIds)
                .query(rs -> {
                    String run = rs.getString("run_id");
                    String element = rs.getString("element_id");
                    current.computeIfAbsent(open.contains(run) ? run : rs.getString("root_id"), _ -> new ArrayList<>())
                            .add(new Run.Current(
                                    element,
                                    element,
                                    rs.getString("code"),
                                    null,
                                    "ATTENTION",
                                    null,
                                    rs.getString("message")));
                });
    }

    private record Row(
            String id,
            String rootId,
            @Nullable String parentId,
            String runbook,
            int version,
            String definitionId,
            RunState state,
            @Nullable String outcome,
            Map<String, Object> inputs,
            Map<String, Object> outputs,
            @Nullable String businessKey,
            String startedBy,
            @Nullable String reason,
            Instant startedAt,
            @Nullable Instant endedAt) {

        Run run(List<Run.Current> current) {
            return new Run(
                    id,
                    rootId,
                    parentId,
                    runbook,
                    version,
                    state,
                    outcome,
                    inputs,
                    outputs,
                    businessKey,
                    startedBy,
                    reason,
                    startedAt,
                    endedAt,
                    current);
        }
    }

    private static Row row(ResultSet rs, int number) throws SQLException {
        OffsetDateTime ended = rs.getObject("ended_at", OffsetDateTime.class);
        return new Row(
                rs.getString("id"),
                rs.getString("root_id"),
                rs.getString("parent_id"),
                rs.getString("runbook"),
                rs.getInt("version"),
                rs.getString("definition_id"),
                RunState.valueOf(rs.getString("shown")),
                ended == null ? null : rs.getString("outcome"),
                Json.object(rs.getString("inputs")),
                Json.object(rs.getString("outputs")),
                rs.getString("business_key"),
                rs.getString("started_by"),
                rs.getString("reason"),
                rs.getObject("started_at", OffsetDateTime.class).toInstant(),
                ended == null ? null : ended.toInstant());
    }
}
