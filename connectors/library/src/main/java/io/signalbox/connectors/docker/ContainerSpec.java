package io.signalbox.connectors.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.RestartPolicy;
import io.signalbox.sdk.ContainerSettings;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that a container is made from, read and checked.
 *
 * @param service the service it belongs to, if any
 * @param memory in bytes; null without limit
 */
record ContainerSpec(
        String name,
        ImageRef image,
        @Nullable String service,
        ContainerSettings settings,
        List<PortBinding> ports,
        List<Bind> binds,
        @Nullable RestartPolicy restart,
        @Nullable Long memory) {

    /** @throws io.signalbox.sdk.ConnectorException naming every field that cannot be used */
    static ContainerSpec read(ContainerFields fields, ContainerSettings base) {
        return SettingsReader.read(fields, fields.over(base));
    }

    /** Makes it, does not start it. */
    CreateContainerCmd create(DockerClient client, String containerName, Map<String, String> ownLabels) {
        Map<String, String> labels = new TreeMap<>(settings.labels());
        labels.putAll(ownLabels);
        labels.put(Labels.SETTINGS, fingerprint());
        CreateContainerCmd create = client.createContainerCmd(image.text())
                .withName(containerName)
                .withLabels(labels)
                .withHostConfig(hostConfig())
                .withEnv(environment())
                .withExposedPorts(
                        ports.stream().map(PortBinding::getExposedPort).toArray(ExposedPort[]::new));
        if (!settings.command().isEmpty()) {
            create = create.withCmd(settings.command());
        }
        if (!settings.entrypoint().isEmpty()) {
            create = create.withEntrypoint(settings.entrypoint());
        }
        if (settings.user() != null) {
            create = create.withUser(settings.user());
        }
        if (settings.workingDir() != null) {
            create = create.withWorkingDir(settings.workingDir());
        }
        if (settings.healthcheck() != null) {
            create = create.withHealthcheck(health(settings.healthcheck()));
        }
        if (settings.stopGracePeriod() != null) {
            create = create.withStopTimeout(
                    Math.toIntExact(settings.stopGracePeriod().toSeconds()));
        }
        return create;
    }

    private HostConfig hostConfig() {
        HostConfig config = HostConfig.newHostConfig();
        if (!ports.isEmpty()) {
            config = config.withPortBindings(ports);
        }
        if (!binds.isEmpty()) {
            config = config.withBinds(binds);
        }
        if (settings.networkMode() != null) {
            config = config.withNetworkMode(settings.networkMode());
        }
        if (restart != null) {
            config = config.withRestartPolicy(restart);
        }
        if (memory != null) {
            config = config.withMemory(memory);
        }
        if (settings.cpus() != null) {
            config = config.withNanoCPUs(Math.round(settings.cpus() * 1e9));
        }
        return config;
    }

    private List<String> environment() {
        return new TreeMap<>(settings.environment())
                .entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
    }

    private static HealthCheck health(ContainerSettings.HealthCheck from) {
        HealthCheck check = new HealthCheck();
        if (!from.test().isEmpty()) {
            boolean plain = from.test().size() == 1 && !from.test().getFirst().equals("NONE");
            check = check.withTest(plain ? List.of("CMD-SHELL", from.test().getFirst()) : from.test());
        }
        if (from.interval() != null) {
            check = check.withInterval(from.interval().toNanos());
        }
        if (from.timeout() != null) {
            check = check.withTimeout(from.timeout().toNanos());
        }
        if (from.startPeriod() != null) {
            check = check.withStartPeriod(from.startPeriod().toNanos());
        }
        return from.retries() == null ? check : check.withRetries(from.retries());
    }

    /** The same for the same image reference and the same settings, on every machine. */
    String fingerprint() {
        String all = image.text() + "\n" + settings.command() + "\n" + settings.entrypoint() + "\n" + environment()
                + "\n"
                + settings.ports() + "\n" + settings.networkMode() + "\n" + settings.volumes() + "\n"
                + new TreeMap<>(settings.labels()) + "\n" + settings.restart() + "\n" + memory + "\n" + settings.cpus()
                + "\n" + settings.user() + "\n" + settings.workingDir() + "\n" + settings.healthcheck() + "\n"
                + settings.stopGracePeriod();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
