package io.signalbox.connectors.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.HostConfig;
import io.signalbox.sdk.Effect;
import io.signalbox.sdk.Field;
import io.signalbox.sdk.Operation;
import io.signalbox.sdk.OperationInfo;
import io.signalbox.sdk.Step;
import jakarta.validation.constraints.NotBlank;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at a container. */
@OperationInfo(
        id = "docker.inspect-container",
        title = "Inspect a container",
        summary =
                "Tells what a container is made from and how it is. Its environment is not shown: it may hold what must not be seen.",
        effect = Effect.READ,
        keywords = {"state", "status", "exists"},
        timeout = "PT30S")
final class InspectContainer implements Operation<InspectContainer.Input, InspectContainer.Output> {

    /** When there is no such container. */
    enum IfMissing {
        FAIL,
        REPORT
    }

    record Input(
            @Field(label = "Host", help = "Name of a host of the site.", role = Field.Role.HOST) @NotBlank
            String host,

            @Field(label = "Container name", help = "As people call it on the host.", example = "shop") @NotBlank
            String name,

            @Field(
                    label = "If it is missing",
                    help = "Fail, or report it in the output: exists is false and everything else empty.",
                    defaultValue = "fail")
            IfMissing ifMissing) {}

    record Output(
            @Field(label = "Exists", help = "Whether the host has it.")
            boolean exists,

            @Field(label = "Container id", help = "What Docker knows it by.")
            String containerId,

            @Field(label = "Name", help = "Its name on the host.")
            String name,

            @Field(label = "Image", help = "As given when it was made.")
            String image,

            @Field(label = "Image id", help = "Digest of its content on the host.")
            String imageId,

            @Field(label = "State", help = "One of created, running, paused, restarting, removing, exited, dead.")
            String state,

            @Field(label = "Running", help = "Whether its process is there.")
            boolean running,

            @Field(label = "Health", help = "One of starting, healthy, unhealthy, none.")
            String health,

            @Field(label = "Exit code", help = "What the process ended with; 0 for well.")
            long exitCode,

            @Field(label = "Killed for memory", help = "Whether it was killed because it used more memory than it may.")
            boolean oomKilled,

            @Field(label = "Restarts", help = "How often Docker has started it again by itself.")
            int restarts,

            @Field(label = "Created", help = "RFC 3339.") String created,

            @Field(label = "Started", help = "RFC 3339; empty if never.")
            String startedAt,

            @Field(label = "Ended", help = "RFC 3339; empty if never.")
            String finishedAt,

            @Field(label = "Command", help = "Arguments, as made.")
            List<String> command,

            @Field(label = "Network mode", help = "As made.")
            String networkMode,

            @Field(label = "Restart policy", help = "As made; empty for none.")
            String restart,

            @Field(label = "Labels", help = "All of them.") Map<String, String> labels) {}

    private final DockerHosts hosts;

    InspectContainer(DockerHosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public Output apply(Input input, Step step) throws InterruptedException {
        DockerHost host = hosts.get(input.host());
        Optional<InspectContainerResponse> found = input.ifMissing() == IfMissing.FAIL
                ? Optional.of(host.container(input.name()))
                : host.look(input.name());
        return found.map(InspectContainer::output)
                .orElseGet(() -> new Output(
                        false,
                        "",
                        input.name(),
                        "",
                        "",
                        "",
                        false,
                        "none",
                        0,
                        false,
                        0,
                        "",
                        "",
                        "",
                        List.of(),
                        "",
                        "",
                        Map.of()));
    }

    private static Output output(InspectContainerResponse c) {
        var state = c.getState();
        HostConfig config = c.getHostConfig();
        String[] command = c.getConfig().getCmd();
        Map<String, String> labels = c.getConfig().getLabels();
        return new Output(
                true,
                c.getId(),
                c.getName().substring(1),
                Inspected.image(c),
                Inspected.orEmpty(c.getImageId()),
                Inspected.state(c),
                Boolean.TRUE.equals(state.getRunning()),
                Inspected.health(c),
                Inspected.exitCode(c),
                Inspected.oomKilled(c),
                Inspected.restarts(c),
                c.getCreated(),
                Inspected.time(state.getStartedAt()),
                Inspected.time(state.getFinishedAt()),
                command == null ? List.of() : List.of(command),
                config.getNetworkMode() == null ? "" : config.getNetworkMode(),
                config.getRestartPolicy() == null
                        ? ""
                        : config.getRestartPolicy().toString(),
                labels == null ? Map.of() : labels);
    }
}
