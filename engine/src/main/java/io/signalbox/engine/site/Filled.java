package io.signalbox.engine.site;

import io.signalbox.sdk.Host;
import io.signalbox.sdk.HostVariables;
import org.snakeyaml.engine.v2.nodes.Node;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Checks texts that may use {@code ${host.…}} as they will be on every host of a service.
 *
 * @param hosts those of the service; if there are none, texts are checked against a host without labels and vars only for the form of what they use
 */
record Filled(YamlText yaml, List<Host> hosts) {

    private static final Host NOBODY =
            new Host("host", URI.create("unix:///"), null, "127.0.0.1", Map.of(), Map.of(), 1);

    /** @param problem a clause about a text without variables; empty if it is fine */
    void check(Node at, String text, Function<String, String> problem) {
        if (hosts.isEmpty()) {
            check(at, text.replaceAll("\\$\\{\\s*host\\.(labels|vars)\\.[^}]+}", "1"), NOBODY, problem);
        }
        hosts.forEach(host -> check(at, text, host, problem));
    }

    private void check(Node at, String text, Host host, Function<String, String> problem) {
        try {
            String filled = HostVariables.fill(text, host);
            String clause = problem.apply(filled);
            if (!clause.isEmpty()) {
                yaml.error("setting", at, "'" + filled + "' " + clause + ".");
            }
        } catch (IllegalArgumentException e) {
            yaml.error(
                    "variable",
                    at,
                    hosts.isEmpty()
                            ? "'" + text
                                    + "' uses what no host has. There are host.name, host.address, host.labels.x and host.vars.x."
                            : String.valueOf(e.getMessage()));
        }
    }
}
