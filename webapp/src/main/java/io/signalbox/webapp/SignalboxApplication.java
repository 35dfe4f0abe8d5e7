package io.signalbox.webapp;

import io.signalbox.webapp.settings.SignalboxSettings;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Starts Signalbox. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(SignalboxSettings.class)
public class SignalboxApplication {

    /** @param arguments Spring Boot's, such as {@code --server.port=9000} */
    public static void main(String... arguments) {
        SpringApplication.run(SignalboxApplication.class, arguments);
    }
}
