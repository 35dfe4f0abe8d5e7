package io.signalbox.engine.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.testkit.lab.Postgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Where statements travel together. */
class LateWritesTest {

    private static final LateWrites.Statement INSERT =
            new LateWrites.Statement(0, "insert into late (id, text) values (?, ?)", true);
    private static final LateWrites.Statement UPDATE =
            new LateWrites.Statement(1, "update late set text = ? where id = ?", true);
    private static final LateWrites.Statement MARK =
            new LateWrites.Statement(2, "update late set marked = true where id = ? and text <> 'first'", false);

    private SingleConnectionDataSource database;
    private JdbcTemplate db;
    private TransactionTemplate transactions;
    private LateWrites writes;

    @BeforeEach
    void makeTable() {
        Postgres postgres = Postgres.require();
        database = new SingleConnectionDataSource(
                postgres.database("late_writes"), postgres.user(), postgres.password(), true);
        db = new JdbcTemplate(database);
        db.execute("create table late (id int primary key, text text, marked boolean)");
        transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
        writes = new LateWrites(db, true);
    }

    @AfterEach
    void close() {
        database.destroy();
    }

    @Test
    void statementsAreSentInTheirOrderWhateverOrderTheyWereAddedIn() {
        // Often enough that the driver prepares them on the server.
        for (int id = 0; id < 12; id++) {
            int row = id;
            transactions.executeWithoutResult(_ -> {
                writes.add(MARK, row);
                writes.add(UPDATE, "second", row);
                writes.add(INSERT, row, null);
            });
        }
        assertThat(db.queryForObject("select count(*) from late where text = 'second' and marked", Integer.class))
                .isEqualTo(12);
    }

    @Test
    void nothingIsWrittenWhenARowThatMustBeThereIsNot() {
        assertThatThrownBy(() -> transactions.executeWithoutResult(_ -> {
                    writes.add(INSERT, 1, "first");
                    writes.add(UPDATE, "second", 2);
                    writes.add(MARK, 1);
                }))
                .isInstanceOf(LateWrites.Missed.class)
                .hasMessageContaining("update late set text");
        assertThat(db.queryForObject("select count(*) from late", Integer.class))
                .isZero();
    }

    @Test
    void rowThatMayBeMissingDoesNotMatter() {
        transactions.executeWithoutResult(_ -> {
            writes.add(INSERT, 1, "first");
            writes.add(MARK, 1);
        });
        assertThat(db.queryForObject("select count(*) from late where marked is null", Integer.class))
                .isEqualTo(1);
    }

    @Test
    void writesOfOthersGoBeforeOursAndHearHowManyRowsTheyChanged() {
        Other insert = new Other("insert into late (id, text) values (?, 'of others')", 7);
        Other nothing = new Other("delete from late where id = ?", 8);
        transactions.executeWithoutResult(_ -> {
            writes.add(UPDATE, "ours", 7);
            writes.flushAfter(List.of(insert, nothing));
        });
        assertThat(List.of(insert.rows, nothing.rows)).containsExactly(1, 0);
        assertThat(db.queryForObject("select text from late where id = 7", String.class))
                .isEqualTo("ours");
    }

    @Test
    void thereIsRoomForFewWritesOfOthersAndForFewerTheMoreWeHave() {
        transactions.executeWithoutResult(_ -> {
            assertThat(writes.hasRoomFor(16)).isTrue();
            assertThat(writes.hasRoomFor(17)).isFalse();
            writes.add(INSERT, 1, "first");
            assertThat(writes.hasRoomFor(16)).isFalse();
        });
        assertThat(new LateWrites(db, false).hasRoomFor(1)).isFalse();
    }

    @Test
    void manyRowsAreSentInBatches() {
        transactions.executeWithoutResult(_ -> {
            for (int id = 0; id < 40; id++) {
                writes.add(UPDATE, "second", id);
                writes.add(INSERT, id, null);
            }
        });
        assertThat(db.queryForObject("select count(*) from late where text = 'second'", Integer.class))
                .isEqualTo(40);
    }

    private static final class Other implements LateWrites.Write {

        private final String sql;
        private final int id;
        private int rows = -1;

        private Other(String sql, int id) {
            this.sql = sql;
            this.id = id;
        }

        @Override
        public String sql() {
            return sql;
        }

        @Override
        public int set(PreparedStatement statement, int before) throws SQLException {
            statement.setInt(before + 1, id);
            return before + 1;
        }

        @Override
        public void changed(int rows) {
            this.rows = rows;
        }
    }
}
