package io.signalbox.webapp.settings;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

import java.util.Map;

/**
 * How long PostgreSQL may say nothing: without it, connections to a machine that has gone hang until the system gives up, which takes a quarter of an hour. What
 * {@code spring.datasource.url} says goes before.
 */
public final class PostgresTimeouts implements EnvironmentPostProcessor {

    private static final String PREFIX = "spring.datasource.hikari.data-source-properties.";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.getProperty("spring.datasource.url", "").startsWith("jdbc:postgresql:")) {
            environment
                    .getPropertySources()
                    .addLast(new MapPropertySource(
                            "timeouts of PostgreSQL",
                            Map.of(
                                    PREFIX + "connectTimeout", "5",
                                    // Longer than any statement takes.
                                    PREFIX + "socketTimeout", "60",
                                    PREFIX + "tcpKeepAlive", "true")));
        }
    }
}
