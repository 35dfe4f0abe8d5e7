package io.signalbox.engine.lease;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;

import javax.sql.DataSource;

/**
 * The way to the database that the lease has for itself: one connection beside the pool, so that a pool whose connections are all busy, or all hang, does not
 * cost a node that is well its lease.
 */
public final class LeaseDatabase implements AutoCloseable {

    private final JdbcClient client;
    private final @Nullable HikariDataSource own;

    private LeaseDatabase(DataSource database, @Nullable HikariDataSource own, Duration patience) {
        JdbcTemplate template = new JdbcTemplate(database);
        template.setQueryTimeout((int) Math.max(1, patience.toSeconds()));
        this.client = JdbcClient.create(template);
        this.own = own;
    }

    /**
     * Beside a pool.
     *
     * @param length of the lease; a statement that takes a quarter of it is given up
     */
    public static LeaseDatabase beside(DataSource pool, Duration length) {
        Duration patience = Duration.ofSeconds(Math.max(1, length.toSeconds() / 4));
        HikariDataSource shared = unwrapped(pool);
        if (shared == null || shared.getJdbcUrl() == null) {
            return new LeaseDatabase(pool, null, patience);
        }
        HikariDataSource own = new HikariDataSource();
        own.setPoolName("lease");
        own.setJdbcUrl(shared.getJdbcUrl());
        own.setUsername(shared.getUsername());
        own.setPassword(shared.getPassword());
        own.setMaximumPoolSize(1);
        own.setConnectionTimeout(patience.toMillis());
        own.setValidationTimeout(Math.max(250, patience.toMillis() / 2));
        own.setInitializationFailTimeout(-1);
        if (shared.getJdbcUrl().startsWith("jdbc:postgresql:")) {
            String seconds = String.valueOf(patience.toSeconds());
            own.addDataSourceProperty("socketTimeout", seconds);
            own.addDataSourceProperty("connectTimeout", seconds);
            own.addDataSourceProperty("cancelSignalTimeout", seconds);
            own.addDataSourceProperty("tcpKeepAlive", "true");
        }
        return new LeaseDatabase(own, own, patience);
    }

    private static @Nullable HikariDataSource unwrapped(DataSource pool) {
        try {
            return pool.isWrapperFor(HikariDataSource.class) ? pool.unwrap(HikariDataSource.class) : null;
        } catch (SQLException e) {
            return null;
        }
    }

    /** Whether the database is a file that only this process can have open. */
    public static boolean isOurs(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        return lower.startsWith("jdbc:h2:")
                && !lower.startsWith("jdbc:h2:mem:")
                && !lower.startsWith("jdbc:h2:tcp:")
                && !lower.startsWith("jdbc:h2:ssl:")
                && !lower.contains("auto_server=true");
    }

    public JdbcClient client() {
        return client;
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }
}
