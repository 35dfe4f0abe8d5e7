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
import java.util.stream.Stream;

/**
 * What a transaction writes without needing an answer: collected, and sent right before the commit, all of a statement in one batch, or
 * all of them at once where the database can take that. Who reads what may have been written in the same transaction calls {@link #flush()} before.
 */
public final class LateWrites {

    /** More are batches, where the database sees few different texts. */
    private static final int MOST_TOGETHER = 16;

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

    /** One execution of a statement, and what is to be done with the number of rows that it changed. */
    public interface Write {

        String sql();

        /**
         * Sets the parameters of a statement that begins with those of others.
         *
         * @param before how many parameters come before
         * @return how many there are now
         */
        int set(PreparedStatement statement, int before) throws SQLException;

        void changed(int rows);
    }

    /** Whether {@link #flushAfter} can be used: whether the database takes several statements in one go. */
    public boolean together() {
        return together;
    }

    /**
     * Sends what this transaction has collected.
     *
     * @throws Missed if a statement that must change a row changed none
     */
    public void flush() {
        if (pending() > 1 && pending() <= MOST_TOGETHER && together) {
            flushAfter(List.of());
        } else {
            take().forEach(this::send);
        }
    }

    /** Whether this transaction has collected so little that it can be sent together with so many writes of others. */
    public boolean hasRoomFor(int writes) {
        return together && pending() + writes <= MOST_TOGETHER;
    }

    /**
     * Sends what this transaction has collected after the writes of others, in one way to the database and back, which is most of what a small transaction
     * takes.
     *
     * @throws Missed if a statement that must change a row changed none
     */
    public void flushAfter(List<? extends Write> others) {
        List<Write> all = Stream.concat(others.stream(), ours(take())).toList();
        db.execute(all.stream().map(Write::sql).collect(Collectors.joining(";\n")), (PreparedStatement sent) -> {
            int parameters = 0;
            for (Write write : all) {
                parameters = write.set(sent, parameters);
            }
            sent.execute();
            for (Write write : all) {
                write.changed(sent.getUpdateCount());
                sent.getMoreResults();
            }
            return true;
        });
    }

    private static Stream<Write> ours(Map<Statement, List<@Nullable Object[]>> rows) {
        return rows.entrySet().stream()
                .flatMap(of -> of.getValue().stream().map(values -> new Ours(of.getKey(), values)));
    }

    private int pending() {
        Pending pending = (Pending) TransactionSynchronizationManager.getResource(this);
        return pending == null
                ? 0
                : pending.rows.values().stream().mapToInt(List::size).sum();
    }

    private Map<Statement, List<@Nullable Object[]>> take() {
        Pending pending = (Pending) TransactionSynchronizationManager.getResource(this);
        if (pending == null) {
            return Map.of();
        }
        Map<Statement, List<@Nullable Object[]>> rows = pending.rows;
        pending.rows = newRows();
        return rows;
    }

    private static final class Ours implements Write {

        private final Statement statement;
        private final @Nullable Object[] values;

        private Ours(Statement statement, @Nullable Object[] values) {
            this.statement = statement;
            this.values = values;
        }

        @Override
        public String sql() {
            return statement.sql();
        }

        @Override
        public int set(PreparedStatement sent, int before) throws SQLException {
            return LateWrites.set(sent, before, values);
        }

        @Override
        public void changed(int rows) {
            if (statement.one() && rows == 0) {
                throw new Missed(statement);
            }
        }
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
