package io.signalbox.engine.commit;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a transaction writes without needing an answer: collected, and sent right before the commit, all of a statement in one batch, or
 * all of them at once where the database can take that. Who reads what may have been written in the same transaction calls {@link #flush()} before.
 */
public final class LateWrites {

    private final JdbcTemplate db;
    private final boolean together;

    /** @param together whether the database takes several statements, one after the other, in one go */
    public LateWrites(JdbcTemplate db, boolean together) {
        this.db = db;
        this.together = together;
    }

    /**
     * A statement with positional parameters.
     *
     * @param order lower ones are sent first: a row is inserted before it is changed
     * @param one whether it must change exactly one row each time
     */
    public record Statement(int order, String sql, boolean one) {}

    /** A row that must be there, in the state that was asked for, is not: nothing of the transaction counts. */
    public static final class Missed extends RuntimeException {
        Missed(Statement statement) {
            super("No row for: " + statement.sql(), null, false, false);
        }
    }

    /** Adds one execution of a statement to the transaction of this thread. */
    public void add(Statement statement, @Nullable Object... values) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            send(statement, List.<@Nullable Object[]>of(values));
            return;
        }
        Pending pending = (Pending) TransactionSynchronizationManager.getResource(this);
        if (pending == null) {
            pending = new Pending();
            TransactionSynchronizationManager.bindResource(this, pending);
            TransactionSynchronizationManager.registerSynchronization(pending);
        }
        pending.rows.computeIfAbsent(statement, _ -> new ArrayList<>()).add(values);
    }

    /**
     * Sends what this transaction has collected.
     *
     * @throws Missed if a statement that must change a row changed none
     */
    public void flush() {
        Pending pending = (Pending) TransactionSynchronizationManager.getResource(this);
        if (pending != null && !pending.rows.isEmpty()) {
            Map<Statement, List<@Nullable Object[]>> rows = pending.rows;
            pending.rows = newRows();
            if (together && rows.size() > 1 && rows.values().stream().allMatch(one -> one.size() == 1)) {
                sendTogether(rows);
            } else {
                rows.forEach(this::send);
            }
        }
    }

    /** One way to the database and back, which is most of what a small transaction takes. */
    private void sendTogether(Map<Statement, List<@Nullable Object[]>> rows) {
        String sql = rows.keySet().stream().map(Statement::sql).collect(Collectors.joining(";\n"));
        db.execute(sql, (PreparedStatement sent) -> {
            int parameter = 0;
            for (List<@Nullable Object[]> one : rows.values()) {
                parameter = set(sent, parameter, one.getFirst());
            }
            sent.execute();
            for (Statement statement : rows.keySet()) {
                if (statement.one() && sent.getUpdateCount() == 0) {
                    throw new Missed(statement);
                }
                sent.getMoreResults();
            }
            return true;
        });
    }

    private static int set(PreparedStatement statement, int before, @Nullable Object[] values) throws SQLException {
        int parameter = before;
        for (Object value : values) {
            parameter++;
            if (value == null) {
                statement.setNull(parameter, Types.NULL);
            } else {
                statement.setObject(parameter, value);
            }
        }
        return parameter;
    }

    private void send(Statement statement, List<@Nullable Object[]> rows) {
        int[] changed = db.batchUpdate(statement.sql(), new Values(rows));
        if (statement.one()) {
            for (int count : changed) {
                if (count == 0) {
                    throw new Missed(statement);
                }
            }
        }
    }

    private static Map<Statement, List<@Nullable Object[]>> newRows() {
        return new TreeMap<>(Comparator.comparingInt(Statement::order).thenComparing(Statement::sql));
    }

    private final class Pending implements TransactionSynchronization {

        private Map<Statement, List<@Nullable Object[]>> rows = newRows();

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(LateWrites.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(LateWrites.this, this);
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            LateWrites.this.flush();
        }

        @Override
        public void beforeCompletion() {
            TransactionSynchronizationManager.unbindResource(LateWrites.this);
        }
    }

    private record Values(List<@Nullable Object[]> rows) implements BatchPreparedStatementSetter {

        @Override
        public void setValues(PreparedStatement statement, int row) throws SQLException {
            set(statement, 0, rows.get(row));
        }

        @Override
        public int getBatchSize() {
            return rows.size();
        }
    }
}
