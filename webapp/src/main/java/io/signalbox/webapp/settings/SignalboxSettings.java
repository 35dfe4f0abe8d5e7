package io.signalbox.webapp.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What can be set under {@code signalbox}.
 *
 * @param data folder of the embedded database, the token of the administrator, site.yaml and plugins
 * @param site the file that names hosts and services; site.yaml in the data folder if not set
 * @param limits how much a request may ask for
 * @param events how runs are followed
 * @param security who may log in
 * @param connectors settings of connectors, by connector id
 */
@Validated
@ConfigurationProperties("signalbox")
public record SignalboxSettings(
        @DefaultValue("./data") Path data,
        @Nullable Path site,
        @DefaultValue Limits limits,
        @DefaultValue Events events,
        @Valid @DefaultValue Security security,
        @DefaultValue Map<String, Map<String, String>> connectors) {

    public SignalboxSettings {
        Map<String, Map<String, String>> copy = new HashMap<>();
        connectors.forEach((id, settings) -> copy.put(id, Map.copyOf(settings)));
        connectors = Map.copyOf(copy);
    }

    /**
     * How much a request may ask for.
     *
     * @param body size of a JSON body
     * @param longestWait how long {@code Prefer: wait} may wait for the end of a run
     * @param hostTimeout how long to wait for a host when all are looked at
     */
    public record Limits(
            @DefaultValue("1MB") DataSize body,
            @DefaultValue("60s") Duration longestWait,
            @DefaultValue("3s") Duration hostTimeout) {}

    /**
     * How runs are followed.
     *
     * @param heartbeat how often a quiet stream of events says that it is alive
     */
    public record Events(@DefaultValue("15s") Duration heartbeat) {}

    /**
     * Who may log in.
     *
     * @param builtInAdmin whether the first start makes the user admin, with a password of its own, and each node a token for it in its data folder
     * @param users further users
     * @param session how long a login with a browser lasts without anything being done
     * @param sessionKey signs those logins; nodes of one cluster need the same; made at the first start if not set
     */
    public record Security(
            @DefaultValue("true") boolean builtInAdmin,
            @DefaultValue List<@Valid User> users,
            @DefaultValue("12h") Duration session,

            @Size(min = 32) @Nullable String sessionKey) {
        public Security {
            users = List.copyOf(users);
        }
    }
}
