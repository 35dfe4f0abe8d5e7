package io.signalbox.webapp;

import io.signalbox.engine.EngineConfiguration;
import io.signalbox.engine.secret.EnvironmentSecrets;
import io.signalbox.engine.secret.FileSecrets;
import io.signalbox.engine.secret.FirstOfSecrets;
import io.signalbox.engine.secret.Secrets;
import io.signalbox.engine.site.SiteFile;
import io.signalbox.engine.site.SiteSource;
import io.signalbox.webapp.settings.DataFolder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import java.time.Clock;
import java.util.List;

/** The engine behind the web, with the site and the secrets of the data folder. Tests of the web alone leave it out. */
@Configuration(proxyBeanMethods = false)
@Import(EngineConfiguration.class)
class EngineWiring {

    @Bean
    SiteSource siteSource(DataFolder data, Clock clock) {
        return new SiteFile(data.site(), clock);
    }

    @Bean
    Secrets secrets(DataFolder data) {
        return new FirstOfSecrets(List.of(new EnvironmentSecrets(System.getenv()), new FileSecrets(data.secrets())));
    }
}
