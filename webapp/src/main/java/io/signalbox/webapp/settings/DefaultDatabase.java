package io.signalbox.webapp.settings;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

import java.nio.file.Path;
import java.util.Map;

/** Without {@code spring.datasource.url}, the database is an H2 file in the data folder. */
public final class DefaultDatabase implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Path data = Path.of(environment.getProperty("signalbox.data", "./data"))
                .toAbsolutePath()
                .normalize();
        String url = "jdbc:h2:file:" + data.resolve("db").resolve("signalbox")
                + ";DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000";
        environment
                .getPropertySources()
                .addLast(new MapPropertySource("database in the data folder", Map.of("spring.datasource.url", url)));
    }
}
