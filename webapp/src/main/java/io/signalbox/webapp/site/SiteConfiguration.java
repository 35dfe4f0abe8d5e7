package io.signalbox.webapp.site;

import io.signalbox.engine.Rejected;
import io.signalbox.engine.secret.EnvironmentSecrets;
import io.signalbox.engine.secret.FileSecrets;
import io.signalbox.engine.secret.FirstOfSecrets;
import io.signalbox.engine.secret.Secrets;
import io.signalbox.engine.site.SiteFile;
import io.signalbox.engine.site.SiteSource;
import io.signalbox.webapp.settings.DataFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Clock;
import java.util.List;

/** The site and the secrets, from the data folder. */
@Configuration(proxyBeanMethods = false)
class SiteConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(SiteConfiguration.class);

    @Bean
    SiteSource site(DataFolder folder, Clock clock) {
        return new SiteFile(folder.site(), clock);
    }

    @Bean
    Secrets secrets(DataFolder folder) {
        FileSecrets file = new FileSecrets(folder.secrets());
        try {
            file.check();
        } catch (Rejected e) {
            LOG.warn(
                    "Steps that need a secret of {} will fail until that is corrected: {}",
                    folder.secrets(),
                    e.getMessage());
        }
        return new FirstOfSecrets(List.of(new EnvironmentSecrets(System.getenv()), file));
    }
}
