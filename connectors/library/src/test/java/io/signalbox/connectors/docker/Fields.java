package io.signalbox.connectors.docker;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The optional fields of run-container and replace-container, to set only those that matter. */
final class Fields {

    @Nullable
    String service;

    @Nullable
    List<String> entrypoint;

    @Nullable
    Map<String, String> environment;

    @Nullable
    List<String> ports;

    @Nullable
    String networkMode;

    @Nullable
    List<String> volumes;

    @Nullable
    Map<String, String> labels;

    @Nullable
    String restart;

    @Nullable
    Duration stopGracePeriod;

    @Nullable
    String memLimit;

    @Nullable
    Double cpus;

    @Nullable
    List<String> healthTest;

    @Nullable
    Duration healthInterval;

    RunContainer.IfNameTaken ifNameTaken = RunContainer.IfNameTaken.FAIL;
    Replacement.Order order = Replacement.Order.STOP_FIRST;
    boolean adopt;

    RunContainer.Input run(String host, String name, String image) {
        return new RunContainer.Input(
                host,
                name,
                image,
                service,
                null,
                entrypoint,
                environment,
                null,
                null,
                ports,
                networkMode,
                volumes,
                labels,
                restart,
                stopGracePeriod,
                memLimit,
                cpus,
                healthTest,
                healthInterval,
                null,
                null,
                null,
                ifNameTaken);
    }

    ReplaceContainer.Input replace(String host, String name, String image) {
        return new ReplaceContainer.Input(
                host,
                name,
                image,
                service,
                null,
                entrypoint,
                environment,
                null,
                null,
                ports,
                networkMode,
                volumes,
                labels,
                restart,
                stopGracePeriod,
                memLimit,
                cpus,
                healthTest,
                healthInterval,
                null,
                null,
                null,
                order,
                adopt);
    }
}
