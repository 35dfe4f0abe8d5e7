package io.signalbox.connectors.docker;

import com.github.dockerjava.api.command.InspectImageResponse;
import io.signalbox.sdk.ConnectorException;
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

/** Runs a new container. */
@OperationInfo(
        id = "docker.run-container",
        title = "Run a container",
        summary =
                "Creates and starts a container. It must stay up, or end with exit code 0 when it is not to be restarted.",
        effect = Effect.CHANGE,
        keywords = {"start", "create", "launch", "job"})
final class RunContainer
        implements Findable<RunContainer.Input, RunContainer.Output>,
                Plannable<RunContainer.Input, RunContainer.Output>,
                Undoable<RunContainer.Input, RunContainer.Output> {

    /** When another container has the name. */
    enum IfNameTaken {
        FAIL,
        REUSE_IF_SAME,
        REPLACE
    }

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
                    label = "If the name is taken",
                    help =
                            "Fail; take the container that has it if image and settings are the same; or replace it and keep it"
                                    + " as <name>.previous.",
                    defaultValue = "fail")
            IfNameTaken ifNameTaken)
            implements ContainerFields {}

    record Output(
            @Field(label = "Container id", help = "What Docker knows it by.")
            String containerId,

            @Field(label = "Container name", help = "Its name on the host.")
            String name,

            @Field(label = "Image", help = "As given.") String image,

            @Field(label = "Image id", help = "Digest of its content on the host.")
            String imageId,

            @Field(label = "Reused", help = "A container with the same image and settings was there.")
            boolean reused,

            @Field(label = "Started", help = "The reused one was stopped and has been started.")
            boolean started,

            @Field(label = "Previous container id", help = "The one it replaced, kept as <name>.previous.") @Nullable
            String previousContainerId,

            @Field(label = "Previous was running", help = "Whether that one ran before.")
            boolean previousWasRunning,

            @Field(label = "Parked container id", help = "What was <name>.previous before.") @Nullable
            String parkedContainerId) {}

    /** A stopped container was found that can be reused, and is about to be started. */
    record Reusing(String containerId) {}

    private final DockerHosts hosts;

    RunContainer(DockerHosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public Output apply(Input input, Step step) throws InterruptedException {
        DockerHost host = hosts.get(input.host());
        ContainerSpec spec = ContainerSpec.read(input, hosts.settings(input.service(), host));
        Survey before = Survey.of(host, step.id());
        if (before.mine().isEmpty()) {
            Optional<Found> taken = before.byName(spec.name());
            if (taken.isPresent() && input.ifNameTaken() == IfNameTaken.REUSE_IF_SAME) {
                return reuse(host, spec, taken.get(), step);
            }
            if (taken.isPresent() && input.ifNameTaken() == IfNameTaken.FAIL) {
                throw nameTaken(host, spec, taken.get());
            }
        }
        if (input.ifNameTaken() == IfNameTaken.REPLACE) {
            return replaced(
                    spec, new Replacement(host, step, spec.name()).apply(spec, Replacement.Order.STOP_FIRST, true));
        }
        return run(host, spec, before, step);
    }

    private static Output run(DockerHost host, ContainerSpec spec, Survey before, Step step)
            throws InterruptedException {
        try {
            InspectImageResponse image = host.imageToRun(spec.image());
            String id = before.mine().isPresent() ? before.mine().get().id() : create(host, spec, step);
            step.progress(0.5, "starting");
            step.log()
                    .info("Starting container " + spec.name() + " ("
                            + spec.image().text() + ").");
            host.start(id, spec.name());
            Settling.afterStart(host, id, spec.name(), mayEnd(spec));
            return made(spec, id, Inspected.id(image));
        } catch (ConnectorException e) {
            if (e.error() != DockerError.HOST_UNREACHABLE) {
                Cleanup.now(
                        step,
                        "What was half made was not removed from host " + host.name(),
                        () -> removeMine(host, step));
            }
            throw e;
        } catch (InterruptedException e) {
            Cleanup.now(
                    step, "What was half made was not removed from host " + host.name(), () -> removeMine(host, step));
            throw e;
        }
    }

    private static String create(DockerHost host, ContainerSpec spec, Step step) throws InterruptedException {
        return Survey.create(host, step.id(), spec, spec.name(), Labels.of(step, spec.service()))
                .id();
    }

    /** A container that is not started again by itself may be there for one job. */
    private static boolean mayEnd(ContainerSpec spec) {
        String restart = spec.settings().restart();
        return restart == null || restart.equals("no") || restart.startsWith("on-failure");
    }

    private static Output reuse(DockerHost host, ContainerSpec spec, Found taken, Step step)
            throws InterruptedException {
        InspectImageResponse image = host.imageToRun(spec.image());
        if (!taken.label(Labels.SETTINGS).equals(spec.fingerprint())
                || !taken.imageId().equals(Inspected.id(image))) {
            throw DockerError.NAME_TAKEN.because("Container " + spec.name() + " on host " + host.name()
                    + " is there with another image or other settings (image " + taken.image() + ", " + taken.origin()
                    + "). Remove it, or set ifNameTaken to replace.");
        }
        boolean begun = step.checkpoint(Reusing.class).isPresent();
        if (!taken.running()) {
            step.checkpoint(new Reusing(taken.id()));
            host.start(taken.id(), spec.name());
            Settling.afterStart(host, taken.id(), spec.name(), mayEnd(spec));
        }
        step.log().info("Container " + spec.name() + " is there already, with the same image and settings.");
        return new Output(
                taken.id(),
                spec.name(),
                spec.image().text(),
                taken.imageId(),
                true,
                begun || !taken.running(),
                null,
                false,
                null);
    }

    private static ConnectorException nameTaken(DockerHost host, ContainerSpec spec, Found taken) {
        return DockerError.NAME_TAKEN.because("The name " + spec.name() + " on host " + host.name()
                + " is taken by a container " + taken.origin() + " (image " + taken.image() + ", " + taken.state()
                + "). Remove it, choose another name, or set ifNameTaken to reuse-if-same or replace.");
    }

    @Override
    public Optional<Output> find(Input input, Step step) throws InterruptedException {
        DockerHost host = hosts.get(input.host());
        ContainerSpec spec = ContainerSpec.read(input, hosts.settings(input.service(), host));
        if (input.ifNameTaken() == IfNameTaken.REPLACE) {
            return new Replacement(host, step, spec.name()).find().map(done -> replaced(spec, done));
        }
        Survey now = Survey.of(host, step.id());
        Optional<Found> mine = now.mine().filter(c -> c.running() || (c.state().equals("exited") && mayEnd(spec)));
        return mine.map(c -> made(spec, c.id(), c.imageId()));
    }

    @Override
    public Plan<Output> plan(Input input, Step step) throws InterruptedException {
        DockerHost host = hosts.get(input.host());
        ContainerSpec spec = ContainerSpec.read(input, hosts.settings(input.service(), host));
        Optional<Found> taken = Survey.of(host, step.id()).byName(spec.name());
        if (taken.isPresent() && input.ifNameTaken() == IfNameTaken.FAIL) {
            throw nameTaken(host, spec, taken.get());
        }
        if (input.ifNameTaken() == IfNameTaken.REPLACE) {
            return new Replacement(host, step, spec.name()).plan(spec, true, done -> replaced(spec, done));
        }
        String imageId = host.image(spec.image().text()).map(Inspected::id).orElse(Plans.UNKNOWN);
        if (taken.isPresent()) {
            return new Plan<>(
                    "Use container " + spec.name() + " on " + host.name() + " as it is, if it is the same",
                    List.of(),
                    new Output(
                            taken.get().id(),
                            spec.name(),
                            spec.image().text(),
                            imageId,
                            true,
                            false,
                            null,
                            false,
                            null));
        }
        return new Plan<>(
                "Run container " + spec.name() + " on " + host.name() + ": image "
                        + spec.image().text(),
                List.of(new Plan.Change(
                        Plan.Kind.CREATE,
                        Plans.container(host, spec.name()),
                        Map.of(),
                        Map.of("image", spec.image().text(), "state", "running"))),
                made(spec, Plans.UNKNOWN, imageId));
    }

    @Override
    public void undo(Input input, Output output, Step step) throws InterruptedException {
        DockerHost host = hosts.get(input.host());
        if (output.reused()) {
            if (output.started()) {
                host.stop(output.containerId(), output.name(), null);
            }
        } else if (output.previousContainerId() != null || input.ifNameTaken() == IfNameTaken.REPLACE) {
            new Replacement(host, step, output.name())
                    .undo(new Replacement.Done(
                            output.containerId(),
                            output.imageId(),
                            output.previousContainerId(),
                            output.previousWasRunning(),
                            output.parkedContainerId()));
        } else {
            Optional<Found> mine = Survey.of(host, step.id()).mine();
            if (mine.isPresent()) {
                host.stop(mine.get().id(), output.name(), null);
            }
            removeMine(host, step);
        }
    }

    @Override
    public boolean undoUnfinished(Input input, Step step) throws InterruptedException {
        DockerHost host = hosts.get(input.host());
        if (input.ifNameTaken() == IfNameTaken.REPLACE) {
            return new Replacement(host, step, input.name()).undoUnfinished();
        }
        boolean begun = Survey.of(host, step.id()).mine().isPresent();
        removeMine(host, step);
        return begun;
    }

    private static void removeMine(DockerHost host, Step step) throws InterruptedException {
        for (Found c : Survey.of(host, step.id()).all()) {
            if (c.madeBy(step.id())) {
                host.remove(c.id(), c.name(), true);
            }
        }
    }

    private static Output made(ContainerSpec spec, String id, String imageId) {
        return new Output(id, spec.name(), spec.image().text(), imageId, false, false, null, false, null);
    }

    private static Output replaced(ContainerSpec spec, Replacement.Done done) {
        return new Output(
                done.containerId(),
                spec.name(),
                spec.image().text(),
                done.imageId(),
                false,
                false,
                done.previousId(),
                done.previousWasRunning(),
                done.parkedId());
    }
}
