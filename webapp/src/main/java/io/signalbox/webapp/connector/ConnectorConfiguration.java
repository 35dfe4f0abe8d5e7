package io.signalbox.webapp.connector;

import io.signalbox.engine.site.SiteSource;
import io.signalbox.sdk.describe.Catalogue;
import io.signalbox.webapp.settings.DataFolder;
import io.signalbox.webapp.settings.SignalboxSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Clock;

@Configuration(proxyBeanMethods = false)
class ConnectorConfiguration {

    @Bean
    Connectors connectors(DataFolder folder, SiteSource site, SignalboxSettings settings, Clock clock) {
        return new Connectors(
                folder.plugins(), factory -> new SettingsContext(factory, site, settings.connectors(), clock));
    }

    @Bean
    Catalogue catalogue(Connectors connectors) {
        return connectors.catalogue();
    }
}
