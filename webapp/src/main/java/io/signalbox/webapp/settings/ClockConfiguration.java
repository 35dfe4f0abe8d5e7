package io.signalbox.webapp.settings;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Clock;

@Configuration(proxyBeanMethods = false)
class ClockConfiguration {

    /** The one clock of the application. */
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
