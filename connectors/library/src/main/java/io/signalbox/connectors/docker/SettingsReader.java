package io.signalbox.connectors.docker;

import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.InternetProtocol;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.Volume;
import io.signalbox.sdk.ContainerSettings;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads settings in the words of Compose, and says everything that is wrong with them at once. */
final class SettingsReader {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{1,127}");
    private static final Pattern PORT =
            Pattern.compile("(?:(?:(\\[[0-9a-fA-F:]+]|[0-9.]+):)?(\\d{1,5})?:)?(\\d{1,5})(?:/(tcp|udp|sctp))?");
    private static final Pattern VOLUME = Pattern.compile("(/[^:]*|[a-zA-Z0-9][a-zA-Z0-9_.-]+):(/[^:]*)(?::(ro|rw))?");
    private static final Pattern RESTART = Pattern.compile("no|always|unless-stopped|on-failure(?::(\\d{1,6}))?");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,15})\\s*([bkmgt])?b?", Pattern.CASE_INSENSITIVE);
    private static final long LEAST_MEMORY = 6L << 20;

    private final List<String> problems = new ArrayList<>();

    private SettingsReader() {}

    static ContainerSpec read(ContainerFields fields, ContainerSettings settings) {
        return new SettingsReader().spec(fields, settings);
    }

    private ContainerSpec spec(ContainerFields fields, ContainerSettings settings) {
        if (!NAME.matcher(fields.name()).matches()) {
            problems.add("name: '" + fields.name()
                    + "' is not a container name (letters, digits, _ . - and at least two of them)");
        }
        ImageRef image = ImageRef.read(fields.image()).orElse(null);
        if (image == null) {
            problems.add("image: '" + fields.image()
                    + "' is not written repository:tag or repository@sha256:<64 hex digits>");
        }
        List<PortBinding> ports = each("ports", settings.ports(), this::port);
        List<Bind> binds = each("volumes", settings.volumes(), this::bind);
        RestartPolicy restart = settings.restart() == null ? null : restart(settings.restart());
        Long memory = settings.memLimit() == null ? null : memory(settings.memLimit());
        checkRest(settings);
        if (!problems.isEmpty() || image == null) {
            throw DockerError.SETTINGS_INVALID.because("Container " + fields.name() + " cannot be made: "
                    + String.join("; ", problems) + ". Nothing was touched.");
        }
        return new ContainerSpec(fields.name(), image, fields.service(), settings, ports, binds, restart, memory);
    }

    private void checkRest(ContainerSettings settings) {
        settings.environment().keySet().stream()
                .filter(k -> k.isBlank() || k.contains("="))
                .forEach(k -> problems.add("environment: '" + k + "' is not a name of a variable"));
        settings.labels().keySet().stream()
                .filter(k -> k.isBlank() || k.startsWith(Labels.PREFIX))
                .forEach(k ->
                        problems.add("labels: '" + k + "' cannot be set; " + Labels.PREFIX + "* is for Signalbox"));
        if (settings.cpus() != null && !(settings.cpus() >= 0.01 && settings.cpus() <= 1024)) {
            problems.add("cpus: " + settings.cpus() + " is not between 0.01 and 1024");
        }
        if ("host".equals(settings.networkMode()) && !settings.ports().isEmpty()) {
            problems.add("ports: cannot be published with networkMode host, the container has the ports of the host");
        }
        notNegative("stopGracePeriod", settings.stopGracePeriod());
        ContainerSettings.HealthCheck health = settings.healthcheck();
        if (health != null) {
            checkHealth(health);
        }
    }

    private void checkHealth(ContainerSettings.HealthCheck health) {
        if (health.test().size() > 1
                && !List.of("CMD", "CMD-SHELL", "NONE").contains(health.test().getFirst())) {
            problems.add("healthTest: begins with CMD, CMD-SHELL or NONE, or is one line for the shell");
        }
        atLeastOneMs("healthInterval", health.interval());
        atLeastOneMs("healthTimeout", health.timeout());
        notNegative("healthStartPeriod", health.startPeriod());
        if (health.retries() != null && health.retries() < 0) {
            problems.add("healthRetries: " + health.retries() + " is less than 0");
        }
    }

    private void notNegative(String field, @Nullable Duration value) {
        if (value != null && value.isNegative()) {
            problems.add(field + ": is less than 0");
        }
    }

    private void atLeastOneMs(String field, @Nullable Duration value) {
        if (value != null && value.compareTo(Duration.ofMillis(1)) < 0) {
            problems.add(field + ": is less than a millisecond");
        }
    }

    private <T> List<T> each(String field, List<String> texts, Function<String, @Nullable T> reader) {
        List<T> all = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            T one = reader.apply(texts.get(i));
            if (one == null) {
                problems.add(field + "[" + i + "]: '" + texts.get(i) + "' is not written "
                        + (field.equals("ports")
                                ? "[address:]host:container[/udp]"
                                : "/source:/target[:ro] or volume:/target[:ro]"));
            } else {
                all.add(one);
            }
        }
        return List.copyOf(all);
    }

    private @Nullable PortBinding port(String text) {
        Matcher m = PORT.matcher(text);
        if (!m.matches() || !isPort(m.group(3)) || (m.group(2) != null && !isPort(m.group(2)))) {
            return null;
        }
        InternetProtocol protocol = m.group(4) == null
                ? InternetProtocol.TCP
                : InternetProtocol.parse(m.group(4).toLowerCase(Locale.ROOT));
        ExposedPort inside = new ExposedPort(Integer.parseInt(m.group(3)), protocol);
        return new PortBinding(new Ports.Binding(m.group(1), m.group(2)), inside);
    }

    private static boolean isPort(String digits) {
        int port = Integer.parseInt(digits);
        return port >= 1 && port <= 65535;
    }

    private @Nullable Bind bind(String text) {
        Matcher m = VOLUME.matcher(text);
        return m.matches()
                ? new Bind(m.group(1), new Volume(m.group(2)), "ro".equals(m.group(3)) ? AccessMode.ro : AccessMode.rw)
                : null;
    }

    private @Nullable RestartPolicy restart(String text) {
        Matcher m = RESTART.matcher(text);
        if (!m.matches()) {
            problems.add("restart: '" + text + "' is not no, always, unless-stopped or on-failure[:n]");
            return null;
        }
        return switch (text) {
            case "no" -> RestartPolicy.noRestart();
            case "always" -> RestartPolicy.alwaysRestart();
            case "unless-stopped" -> RestartPolicy.unlessStoppedRestart();
            default -> RestartPolicy.onFailureRestart(Integer.parseInt(Objects.requireNonNullElse(m.group(1), "0")));
        };
    }

    private @Nullable Long memory(String text) {
        Matcher m = SIZE.matcher(text.strip());
        if (!m.matches()) {
            problems.add("memLimit: '" + text + "' is not a size such as 256m or 1g");
            return null;
        }
        int shift =
                10 * "bkmgt".indexOf(Objects.requireNonNullElse(m.group(2), "b").toLowerCase(Locale.ROOT));
        long bytes = Long.parseLong(m.group(1)) << shift;
        if (bytes < LEAST_MEMORY || bytes >> shift != Long.parseLong(m.group(1))) {
            problems.add("memLimit: " + text + " is not between 6m and what a machine has");
        }
        return bytes;
    }
}
