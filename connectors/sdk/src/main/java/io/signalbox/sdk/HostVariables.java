package io.signalbox.sdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills what differs from host to host into the settings of a service: {@code ${host.name}}, {@code ${host.address}},
 * {@code ${host.labels.x}}, {@code ${host.vars.x}}. A second dollar sign before one keeps it as it is.
 */
public final class HostVariables {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)}");

    private HostVariables() {}

    /**
     * Fills them in.
     *
     * @throws IllegalArgumentException naming every variable that the host does not have
     */
    public static String fill(String text, Host host) {
        List<String> unknown = new ArrayList<>();
        String filled = VARIABLE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) == null
                                ? "${"
                                : value(found, host).orElseGet(() -> {
                                    unknown.add(found.group());
                                    return "";
                                })));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "Host " + host.name() + " has no " + String.join(", ", unknown) + "; it has " + known(host) + ".");
        }
        return filled;
    }

    private static Optional<String> value(MatchResult found, Host host) {
        String name = found.group(1).strip();
        if (name.startsWith("host.vars.")) {
            return Optional.ofNullable(host.vars().get(name.substring("host.vars.".length())));
        }
        if (name.startsWith("host.labels.")) {
            return Optional.ofNullable(host.labels().get(name.substring("host.labels.".length())));
        }
        return switch (name) {
            case "host.name" -> Optional.of(host.name());
            case "host.address" -> Optional.of(host.address());
            default -> Optional.empty();
        };
    }

    private static String known(Host host) {
        TreeSet<String> names = new TreeSet<>(List.of("host.name", "host.address"));
        host.labels().keySet().forEach(l -> names.add("host.labels." + l));
        host.vars().keySet().forEach(v -> names.add("host.vars." + v));
        return String.join(", ", names);
    }
}
