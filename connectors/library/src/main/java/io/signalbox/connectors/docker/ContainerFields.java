package io.signalbox.connectors.docker;

import io.signalbox.sdk.ContainerSettings;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The fields that run-container and replace-container share: what a container is to be. */
interface ContainerFields {

    String host();

    String name();

    String image();

    @Nullable
    String service();

    @Nullable
    List<String> command();

    @Nullable
    List<String> entrypoint();

    @Nullable
    Map<String, String> environment();

    @Nullable
    List<String> ports();

    @Nullable
    String networkMode();

    @Nullable
    List<String> volumes();

    @Nullable
    Map<String, String> labels();

    @Nullable
    String restart();

    @Nullable
    String memLimit();

    @Nullable
    Double cpus();

    @Nullable
    String user();

    @Nullable
    String workingDir();

    @Nullable
    List<String> healthTest();

    @Nullable
    Duration healthInterval();

    @Nullable
    Duration healthTimeout();

    @Nullable
    Integer healthRetries();

    @Nullable
    Duration healthStartPeriod();

    @Nullable
    Duration stopGracePeriod();

    /** These fields over the settings of a service: lists and single values take their place, maps add to theirs. */
    default ContainerSettings over(ContainerSettings base) {
        return new ContainerSettings(
                first(command(), base.command()),
                first(entrypoint(), base.entrypoint()),
                both(environment(), base.environment()),
                first(ports(), base.ports()),
                networkMode() != null ? networkMode() : base.networkMode(),
                first(volumes(), base.volumes()),
                both(labels(), base.labels()),
                restart() != null ? restart() : base.restart(),
                memLimit() != null ? memLimit() : base.memLimit(),
                cpus() != null ? cpus() : base.cpus(),
                user() != null ? user() : base.user(),
                workingDir() != null ? workingDir() : base.workingDir(),
                healthOver(base.healthcheck()),
                stopGracePeriod() != null ? stopGracePeriod() : base.stopGracePeriod());
    }

    private ContainerSettings.@Nullable HealthCheck healthOver(ContainerSettings.@Nullable HealthCheck base) {
        boolean own = healthTest() != null
                || healthInterval() != null
                || healthTimeout() != null
                || healthRetries() != null
                || healthStartPeriod() != null;
        if (!own) {
            return base;
        }
        var under = base != null ? base : new ContainerSettings.HealthCheck(List.of(), null, null, null, null);
        return new ContainerSettings.HealthCheck(
                first(healthTest(), under.test()),
                healthInterval() != null ? healthInterval() : under.interval(),
                healthTimeout() != null ? healthTimeout() : under.timeout(),
                healthRetries() != null ? healthRetries() : under.retries(),
                healthStartPeriod() != null ? healthStartPeriod() : under.startPeriod());
    }

    private static List<String> first(@Nullable List<String> own, List<String> base) {
        return own != null && !own.isEmpty() ? own : base;
    }

    private static Map<String, String> both(@Nullable Map<String, String> own, Map<String, String> base) {
        Map<String, String> all = new TreeMap<>(base);
        if (own != null) {
            all.putAll(own);
        }
        return all;
    }
}
