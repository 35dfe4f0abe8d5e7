package io.signalbox.sdk;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * A container host.
 *
 * @param name unique in the site
 * @param url where its Docker Engine API is: {@code unix:///…}, {@code tcp://host:port}, {@code ssh://user@host}
 * @param tls files for a {@code tcp} endpoint with TLS; null without
 * @param address where its containers are reached, a name or an IP address
 * @param labels what expressions select by
 * @param vars values that service settings may use as {@code ${host.vars.x}}
 * @param parallel how many steps may work on it at once, at least 1
 */
public record Host(
        String name,
        URI url,
        @Nullable Tls tls,
        String address,
        Map<String, String> labels,
        Map<String, String> vars,
        int parallel) {

    public Host {
        labels = Map.copyOf(labels);
        vars = Map.copyOf(vars);
        if (parallel < 1) {
            throw new IllegalArgumentException("parallel must be at least 1, is " + parallel);
        }
    }

    /** PEM files: certificate authority, client certificate, client key. */
    public record Tls(Path ca, Path cert, Path key) {}
}
