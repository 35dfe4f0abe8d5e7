package io.signalbox.webapp;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** The whole application, on a database of its own in a folder of its own. */
public final class Signalbox {

    private static @Nullable Signalbox shared;

    private final ServletWebServerApplicationContext context;
    private final Path data;

    private Signalbox(Path data, String... properties) {
        this.data = data;
        this.context = (ServletWebServerApplicationContext) new SpringApplicationBuilder(SignalboxApplication.class)
                .run(Stream.concat(Stream.of("server.port=0", "signalbox.data=" + data), Stream.of(properties))
                        .map(property -> "--" + property)
                        .toArray(String[]::new));
    }

    /** One for all tests that do not mind one another. */
    public static synchronized Signalbox shared() {
        Signalbox started = shared;
        if (started == null) {
            try {
                started = new Signalbox(Files.createTempDirectory("signalbox"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            shared = started;
        }
        return started;
    }

    /** One of one's own, to be closed. */
    public static Signalbox start(Path data, String... properties) {
        return new Signalbox(data, properties);
    }

    public Client admin() {
        try {
            return Client.of("http://127.0.0.1:"
                            + Objects.requireNonNull(context.getWebServer()).getPort())
                    .bearer(Files.readString(data.resolve("admin.token")).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void close() {
        context.close();
    }
}
