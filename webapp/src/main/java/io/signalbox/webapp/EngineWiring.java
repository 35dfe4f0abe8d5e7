package io.signalbox.webapp;

import io.signalbox.engine.EngineConfiguration;
import io.signalbox.webapp.settings.DurableCommits;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The engine behind the web. Tests of the web alone leave it out. */
@Configuration(proxyBeanMethods = false)
@Import(EngineConfiguration.class)
class EngineWiring {

    @Bean
    DurableCommits durableCommits(JdbcClient db, @Value("${spring.datasource.url}") String url) {
        return new DurableCommits(db, url);
    }
}
