package io.signalbox.webapp.settings;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

import java.nio.file.Path;
import java.util.Map;

/**
 * Without {@code spring.datasource.url}, the database is an H2 file in the data folder. PostgreSQL gets the settings that fit how it is used here, unless
 * somebody says otherwise.
 */
public final class DatabaseDefaults implements EnvironmentPostProcessor {

    private static final String PROPERTY = "spring.datasource.hikari.data-source-properties.";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String url = environment.getProperty("spring.datasource.url");
        if (url == null) {
            add(environment, "database in the data folder", Map.of("spring.datasource.url", inDataFolder(environment)));
        } else if (url.startsWith("jdbc:postgresql:")) {
            add(environment, "defaults for PostgreSQL", POSTGRESQL);
        }
    }

    /**
     * Every statement here asks by key, and the tables of what is under way grow from nothing and shrink again: a plan made while one was empty reads all of
     * it ever after. Measured: it took two thirds of the database's time. Compiling such statements takes longer than they do.
     */
    private static final Map<String, Object> POSTGRESQL = Map.of(
            "spring.datasource.hikari.connection-init-sql",
            "set enable_seqscan = off; set jit = off",
            // Rows of a batch travel in one statement.
            PROPERTY + "reWriteBatchedInserts",
            "true",
            // A machine that has gone must not be waited for until the system gives up, which takes a quarter of an
            // hour.
            PROPERTY + "connectTimeout",
            "5",
            // Seconds; longer than any statement takes.
            PROPERTY + "socketTimeout",
            "60",
            PROPERTY + "tcpKeepAlive",
            "true");

    private static String inDataFolder(ConfigurableEnvironment environment) {
        Path data = Path.of(environment.getProperty("signalbox.data", "./data"))
                .toAbsolutePath()
                .normalize();
        return "jdbc:h2:file:" + data.resolve("db").resolve("signalbox")
                + ";DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000;QUERY_CACHE_SIZE=256";
    }

    private static void add(ConfigurableEnvironment environment, String name, Map<String, Object> properties) {
        environment.getPropertySources().addLast(new MapPropertySource(name, properties));
    }
}
