package io.signalbox.connectors.docker;

import io.signalbox.sdk.Effect;
import io.signalbox.sdk.Field;
import io.signalbox.sdk.Findable;
import io.signalbox.sdk.OperationInfo;
import io.signalbox.sdk.Plan;
import io.signalbox.sdk.Plannable;
import io.signalbox.sdk.Step;
import io.signalbox.sdk.Undoable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts a new container in the place of the one with its name. */
@OperationInfo(
        id = "docker.replace-container",
        title = "Replace a container",
        summary =
                "Runs a new container under the name and keeps the one that had it, stopped, as <name>.previous. Runs it when"
                        + " nothing has the name. If the new one does not start, the old one is put back.",
        effect = Effect.CHANGE,
        keywords = {"deploy", "update", "upgrade", "swap"})
final class ReplaceContainer
        implements Findable<ReplaceContainer.Input, ReplaceContainer.Output>,
                Plannable<ReplaceContainer.Input, ReplaceContainer.Output>,
                Undoable<ReplaceContainer.Input, ReplaceContainer.Output> {

    record Input(
            @Field(label = "Host", help = "Name of a host of the site.", role = Field.Role.HOST) @NotBlank
            String host,

            @Field(label = "Container name", help = "Unique on the host.", example = "shop") @NotBlank @Size(max = 128)
            String name,

            @Field(
                    label = "Image",
                    help = "With tag or digest; it must be on the host already, see docker.pull-image.",
                    example = "registry.example.com/shop:1.1")
            @NotBlank
            String image,

            @Field(
                    label = "Service",
                    help =
                            "Takes the container settings of this service of the site; what is filled in below comes before them.",
                    role = Field.Role.SERVICE)
            @Nullable
            String service,

            @Field(label = "Command", help = "Arguments in place of those of the image.", group = "Process") @Nullable
            List<String> command,

            @Field(label = "Entrypoint", help = "In place of that of the image.", group = "Process") @Nullable
            List<String> entrypoint,

            @Field(label = "Environment", help = "Variables, added to those of the service.", group = "Process")
            @Nullable
            Map<String, String> environment,

            @Field(label = "User", help = "Name or id, with optional group.", group = "Process", example = "1000:1000")
            @Nullable
            String user,

            @Field(
                    label = "Working folder",
                    help = "Where the process starts, in place of what the image says.",
                    group = "Process")
            @Nullable
            String workingDir,

            @Field(
                    label = "Ports",
                    help = "Published ports, [address:]host:container[/udp]. Not with the network mode host.",
                    group = "Network",
                    example = "8080:80")
            @Nullable
            List<String> ports,

            @Field(
                    label = "Network mode",
                    help = "One of host, bridge, none, or the name of a network.",
                    group = "Network")
            @Nullable
            String networkMode,

            @Field(
                    label = "Volumes",
                    help = "Each as source:target[:ro], where source is a path of the host or the name of a volume.",
                    group = "Storage",
                    example = "/srv/shop:/data:ro")
            @Nullable
            List<String> volumes,

            @Field(label = "Labels", help = "Besides those that Signalbox sets.", group = "Policy") @Nullable
            Map<String, String> labels,

            @Field(label = "Restart", help = "One of no, always, unless-stopped, on-failure[:n].", group = "Policy")
            @Nullable
            String restart,

            @Field(label = "Stop grace period", help = "Between the stop signal and the kill.", group = "Policy")
            @Nullable
            Duration stopGracePeriod,

            @Field(
                    label = "Memory limit",
                    help = "More than that, and the process is killed: 256m, 1g.",
                    group = "Limits",
                    example = "256m")
            @Nullable
            String memLimit,

            @Field(label = "Processors", help = "Share of processors.", group = "Limits", example = "0.5") @Nullable
            Double cpus,

            @Field(
                    label = "Health test",
                    help = "One line for the shell, or a list that begins with CMD, CMD-SHELL or NONE.",
                    group = "Health check")
            @Nullable
            List<String> healthTest,

            @Field(label = "Health interval", help = "Between two checks.", group = "Health check") @Nullable
            Duration healthInterval,

            @Field(label = "Health timeout", help = "A check that takes longer has failed.", group = "Health check")
            @Nullable
            Duration healthTimeout,

            @Field(
                    label = "Health retries",
                    help = "Failures in a row until it counts as unhealthy.",
                    group = "Health check")
            @Nullable
            Integer healthRetries,

            @Field(label = "Health start period", help = "Failures in this time do not count.", group = "Health check")
            @Nullable
            Duration healthStartPeriod,

            @Field(
                    label = "Order",
                    help =
                            "Stop first where both would want the same ports, as with host networking; start first leaves no gap.",
                    defaultValue = "stop-first")
            Replacement.Order order,

            @Field(
                    label = "Adopt",
                    help = "Also replace a container that Signalbox did not make.",
                    defaultValue = "false")
            boolean adopt)
            implements ContainerFields {}

    record Output(
            @Field(label = "Container id", help = "What Docker knows it by.")
            String containerId,

            @Field(label = "Container name", help = "Its name on the host.")
            String name,

            @Field(label = "Image", help = "As given.") String image,

            @Field(label = "Image id", help = "Digest of its content on the host.")
            String imageId,

            @Field(label = "Previous container id", help = "Kept as <name>.previous.") @Nullable
            String previousContainerId,

            @Field(label = "Previous image", help = "Of that one, as given when it was made.") @Nullable
            String previousImage,

            @Field(label = "Previous was running", help = "Whether that one ran before.")
            boolean previousWasRunning,

            @Field(label = "Parked container id", help = "What was <name>.previous before.") @Nullable
            String parkedContainerId) {}

    private final DockerHosts hosts;

    ReplaceContainer(DockerHosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public Output apply(Input input, Step step) throws InterruptedException {
        DockerHost host = hosts.get(input.host());
        ContainerSpec spec = ContainerSpec.read(input, hosts.settings(input.service(), host));
        return output(host, spec, new Replacement(host, step, input.name()).apply(spec, input.order(), input.adopt()));
    }

    @Override
    public Optional<Output> find(Input input, Step step) throws InterruptedException {
        DockerHost host = hosts.get(input.host());
        ContainerSpec spec = ContainerSpec.read(input, hosts.settings(input.service(), host));
        Optional<Replacement.Done> done = new Replacement(host, step, input.name()).find();
        return done.isEmpty() ? Optional.empty() : Optional.of(output(host, spec, done.get()));
    }

    @Override
    public Plan<Output> plan(Input input, Step step) throws InterruptedException {
        DockerHost host = hosts.get(input.host());
        ContainerSpec spec = ContainerSpec.read(input, hosts.settings(input.service(), host));
        return new Replacement(host, step, input.name())
                .plan(
                        spec,
                        input.adopt(),
                        done -> new Output(
                                done.containerId(),
                                spec.name(),
                                spec.image().text(),
                                done.imageId(),
                                done.previousId(),
                                null,
                                done.previousWasRunning(),
                                done.parkedId()));
    }

    @Override
    public void undo(Input input, Output output, Step step) throws InterruptedException {
        new Replacement(hosts.get(input.host()), step, input.name())
                .undo(new Replacement.Done(
                        output.containerId(),
                        output.imageId(),
                        output.previousContainerId(),
                        output.previousWasRunning(),
                        output.parkedContainerId()));
    }

    @Override
    public boolean undoUnfinished(Input input, Step step) throws InterruptedException {
        return new Replacement(hosts.get(input.host()), step, input.name()).undoUnfinished();
    }

    private static Output output(DockerHost host, ContainerSpec spec, Replacement.Done done)
            throws InterruptedException {
        String previous = done.previousId();
        String image = previous == null
                ? null
                : host.look(previous).map(Inspected::image).orElse(null);
        return new Output(
                done.containerId(),
                spec.name(),
                spec.image().text(),
                done.imageId(),
                previous,
                image,
                done.previousWasRunning(),
                done.parkedId());
    }
}
