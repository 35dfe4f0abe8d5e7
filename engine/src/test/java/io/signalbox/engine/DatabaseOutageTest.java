package io.signalbox.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionSystemException;

import java.sql.SQLException;

class DatabaseOutageTest {

    @Test
    void transactionThatCannotEvenBeRolledBackMetAnOutage() {
        assertThat(DatabaseOutage.is(new TransactionSystemException(
                        "JDBC rollback failed", new SQLException("Connection is closed"))))
                .isTrue();
    }

    @Test
    void whatTheDatabaseRefusesIsNoOutage() {
        assertThat(DatabaseOutage.is(new IllegalStateException(new SQLException("value too long", "22001"))))
                .isFalse();
    }
}
