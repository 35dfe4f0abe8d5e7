package io.signalbox.sdk;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a container is run, in the words of Compose. Empty lists and maps, and nulls, leave what the image or the engine says.
 *
 * @param command the arguments, overriding those of the image
 * @param entrypoint overriding that of the image
 * @param environment variables
 * @param ports published ports, {@code [address:]host:container[/udp]}
 * @param networkMode {@code host}, {@code bridge}, {@code none} or the name of a network
 * @param volumes {@code source:target[:ro]}
 * @param labels besides those that Signalbox sets
 * @param restart {@code no}, {@code always}, {@code unless-stopped}, {@code on-failure[:n]}
 * @param memLimit {@code 256m}, {@code 1g}
 * @param cpus share of processors, such as {@code 0.5}
 * @param user name or id, with optional group
 * @param workingDir where the process starts
 * @param healthcheck Docker's own
 * @param stopGracePeriod between SIGTERM and SIGKILL
 */
public record ContainerSettings(
        List<String> command,
        List<String> entrypoint,
        Map<String, String> environment,
        List<String> ports,
        @Nullable String networkMode,
        List<String> volumes,
        Map<String, String> labels,
        @Nullable String restart,
        @Nullable String memLimit,
        @Nullable Double cpus,
        @Nullable String user,
        @Nullable String workingDir,
        @Nullable HealthCheck healthcheck,
        @Nullable Duration stopGracePeriod) {

    public ContainerSettings {
        command = List.copyOf(command);
        entrypoint = List.copyOf(entrypoint);
        environment = Map.copyOf(environment);
        ports = List.copyOf(ports);
        volumes = List.copyOf(volumes);
        labels = Map.copyOf(labels);
    }

    /** Nothing set. */
    public static final ContainerSettings NONE = new ContainerSettings(
            List.of(), List.of(), Map.of(), List.of(), null, List.of(), Map.of(), null, null, null, null, null, null,
            null);

    /**
     * Docker's own health check.
     *
     * @param test {@code ["CMD", "wget", …]} or {@code ["CMD-SHELL", "…"]} or {@code ["NONE"]}
     */
    public record HealthCheck(
            List<String> test,
            @Nullable Duration interval,
            @Nullable Duration timeout,
            @Nullable Integer retries,
            @Nullable Duration startPeriod) {
        public HealthCheck {
            test = List.copyOf(test);
        }
    }
}
