package io.signalbox.engine;

import io.signalbox.testkit.lab.Postgres;

import java.util.Map;

/** The same where several nodes work. */
class CleanUpOnPostgresTest extends CleanUpTest {

    @Override
    Map<String, Object> database() {
        Postgres postgres = Postgres.require();
        return Map.of(
                "spring.datasource.url", postgres.database("engine_clean_up"),
                "spring.datasource.username", postgres.user(),
                "spring.datasource.password", postgres.password());
    }
}
