package io.signalbox.connectors.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import io.signalbox.sdk.Effect;
import io.signalbox.sdk.Field;
import io.signalbox.sdk.Findable;
import io.signalbox.sdk.OperationInfo;
import io.signalbox.sdk.Plan;
import io.signalbox.sdk.Plannable;
import io.signalbox.sdk.Step;
import io.signalbox.sdk.Undoable;
import jakarta.validation.constraints.NotBlank;

import java.util.Optional;

/** Starts a container. */
@OperationInfo(
        id = "docker.start-container",
        title = "Start a container",
        summary = "Starts a container that is there. It must stay up.",
        effect = Effect.CHANGE,
        keywords = {"up", "run"})
final class StartContainer
        implements Findable<StartContainer.Input, StartContainer.Output>,
                Plannable<StartContainer.Input, StartContainer.Output>,
                Undoable<StartContainer.Input, StartContainer.Output> {

    record Input(
            @Field(label = "Host", help = "Name of a host of the site.", role = Field.Role.HOST) @NotBlank
            String host,

            @Field(label = "Container name", help = "As people call it on the host.", example = "shop") @NotBlank
            String name) {}

    record Output(
            @Field(label = "Container id", help = "What Docker knows it by.")
            String containerId,

            @Field(label = "Container name", help = "Its name on the host.")
            String name,

            @Field(label = "Started", help = "Whether this step did it; else it was so already.")
            boolean started) {}

    /** How it was before. */
    record Before(String containerId, boolean running) {}

    private final DockerHosts hosts;

    StartContainer(DockerHosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public Output apply(Input input, Step step) throws InterruptedException {
        DockerHost host = hosts.get(input.host());
        InspectContainerResponse now = host.container(input.name());
        Optional<Before> known =
                step.checkpoint(Before.class).filter(b -> b.containerId().equals(now.getId()));
        Before before = known.orElse(new Before(now.getId(), running(now)));
        if (known.isEmpty()) {
            step.checkpoint(before);
        }
        host.start(now.getId(), input.name());
        Settling.afterStart(host, now.getId(), input.name(), false);
        step.log().info("Container " + input.name() + " on host " + host.name() + " runs.");
        return output(before, input);
    }

    @Override
    public Optional<Output> find(Input input, Step step) throws InterruptedException {
        Optional<Before> before = step.checkpoint(Before.class);
        if (before.isEmpty()) {
            return Optional.empty();
        }
        return hosts.get(input.host())
                .look(before.get().containerId())
                .filter(now -> running(now))
                .map(_ -> output(before.get(), input));
    }

    @Override
    public Plan<Output> plan(Input input, Step step) throws InterruptedException {
        DockerHost host = hosts.get(input.host());
        InspectContainerResponse now = host.container(input.name());
        return Plans.state(
                host,
                input.name(),
                Inspected.state(now),
                "running",
                output(new Before(now.getId(), running(now)), input));
    }

    @Override
    public void undo(Input input, Output output, Step step) throws InterruptedException {
        DockerHost host = hosts.get(input.host());
        if (output.started() && host.look(output.containerId()).isPresent()) {
            host.stop(output.containerId(), output.name(), null);
        }
    }

    private static Output output(Before before, Input input) {
        return new Output(before.containerId(), input.name(), !before.running());
    }

    private static boolean running(InspectContainerResponse now) {
        return Inspected.state(now).equals("running") || Inspected.state(now).equals("restarting");
    }
}
