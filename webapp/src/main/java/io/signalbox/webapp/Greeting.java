package io.signalbox.webapp;

import io.signalbox.webapp.security.UserStore;
import io.signalbox.webapp.settings.DataFolder;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Says, when everything is up, where it listens, how to log in, and one command that works as it stands. */
@Component
final class Greeting {

    private final DataFolder folder;
    private final UserStore users;
    private final Environment environment;

    Greeting(DataFolder folder, UserStore users, Environment environment) {
        this.folder = folder;
        this.users = users;
        this.environment = environment;
    }

    @EventListener
    @SuppressWarnings("SystemOut") // For the person at the terminal, not for the log.
    void ready(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext web) {
            System.out.println(
                    text(address(Objects.requireNonNull(web.getWebServer()).getPort())));
            System.out.flush();
        }
    }

    private String text(String address) {
        StringBuilder text = new StringBuilder();
        text.append("\nSignalbox listens on ").append(address).append("\n\n");
        Path token = folder.adminToken();
        users.newPassword()
                .ifPresent(password -> text.append("  Log in as    admin with the password ")
                        .append(password)
                        .append("  (shown this once)\n"));
        if (Files.exists(token)) {
            text.append("  Token        ").append(token).append('\n');
        }
        text.append("  API          ").append(address).append("/swagger-ui\n");
        text.append("  Try          ").append(command(address, token)).append('\n');
        return text.toString();
    }

    private static String command(String address, Path token) {
        String list = " " + address + "/api/v1/runbooks";
        return Files.exists(token)
                ? "curl -H \"Authorization: Bearer $(cat " + quoted(token) + ")\"" + list
                : "curl -u <name>" + list;
    }

    private static String quoted(Path path) {
        String text = path.toString();
        return text.matches("[-/._A-Za-z0-9]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    private String address(int port) {
        String bound = environment.getProperty("server.address", "127.0.0.1");
        boolean everywhere = bound.equals("0.0.0.0") || bound.equals("::");
        String host = everywhere ? "127.0.0.1" : bound.contains(":") ? "[" + bound + "]" : bound;
        boolean tls = environment.getProperty("server.ssl.enabled", Boolean.class, false)
                || environment.containsProperty("server.ssl.key-store")
                || environment.containsProperty("server.ssl.bundle");
        return (tls ? "https://" : "http://") + host + ":" + port;
    }
}
