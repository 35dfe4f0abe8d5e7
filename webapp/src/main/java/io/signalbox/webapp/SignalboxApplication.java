package io.signalbox.webapp;

import io.signalbox.webapp.settings.SignalboxSettings;
import org.springframework.aot.AotDetector;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.SpringProperties;

import java.net.URL;

/** Starts Signalbox. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(SignalboxSettings.class)
public class SignalboxApplication {

    /** @param arguments Spring Boot's, such as {@code --server.port=9000} */
    public static void main(String... arguments) {
        if (isPackaged() && SpringProperties.getProperty(AotDetector.AOT_ENABLED) == null) {
            // Which beans there are was worked out by the build: a quarter of the time to start.
            SpringProperties.setFlag(AotDetector.AOT_ENABLED);
        }
        SpringApplication.run(SignalboxApplication.class, arguments);
    }

    /** From a folder of classes, what the build worked out may be older than they are. */
    private static boolean isPackaged() {
        URL here = SignalboxApplication.class.getResource("SignalboxApplication.class");
        return here != null && "jar".equals(here.getProtocol());
    }
}
