package io.signalbox.engine.camunda;

import org.apache.ibatis.builder.xml.XMLConfigBuilder;
import org.apache.ibatis.session.Configuration;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Reads Camunda's mappings, some sixty files of SQL, while the rest of the application starts. They need nothing of it but the kind of the database, and
 * take a third of the time of a start. Called by Spring Boot as soon as the settings are known.
 */
final class EarlyMappings implements EnvironmentPostProcessor, Ordered {

    private static final String MAPPINGS = "org/camunda/bpm/engine/impl/mapping/mappings.xml";
    private static final Map<String, CompletableFuture<Configuration>> BEGUN = new ConcurrentHashMap<>();

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String url = environment.getProperty("spring.datasource.url", "");
        kind(url)
                .ifPresent(kind -> BEGUN.computeIfAbsent(
                        kind, _ -> CompletableFuture.supplyAsync(() -> read(kind), onThreadOfItsOwn())));
    }

    private static Optional<String> kind(String url) {
        if (url.startsWith("jdbc:h2:")) {
            return Optional.of("h2");
        }
        return url.startsWith("jdbc:postgresql:") ? Optional.of("postgres") : Optional.empty();
    }

    private static Executor onThreadOfItsOwn() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return work -> {
            Thread thread =
                    Thread.ofPlatform().name("camunda-mappings").daemon().unstarted(work);
            thread.setContextClassLoader(loader);
            thread.start();
        };
    }

    /** The mappings for a kind of database: those that were begun, for one taker, or else read now. */
    static Configuration take(String databaseType) {
        CompletableFuture<Configuration> begun = BEGUN.remove(databaseType);
        try {
            return begun == null ? read(databaseType) : begun.join();
        } catch (CompletionException e) {
            throw new IllegalStateException("Camunda's mappings cannot be read", e.getCause());
        }
    }

    private static Configuration read(String databaseType) {
        Properties properties = new Properties();
        properties.put("prefix", "");
        ProcessEngineConfigurationImpl.initSqlSessionFactoryProperties(properties, "", databaseType);
        try (InputStream xml =
                ProcessEngineConfigurationImpl.class.getClassLoader().getResourceAsStream(MAPPINGS)) {
            return new XMLConfigBuilder(xml, "", properties).parse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** After whatever completes the settings. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
