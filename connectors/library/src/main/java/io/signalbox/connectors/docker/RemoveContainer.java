package io.signalbox.connectors.docker;

import io.signalbox.sdk.Effect;
import io.signalbox.sdk.Field;
import io.signalbox.sdk.Findable;
import io.signalbox.sdk.OperationInfo;
import io.signalbox.sdk.Plan;
import io.signalbox.sdk.Plannable;
import io.signalbox.sdk.Step;
import jakarta.validation.constraints.NotBlank;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Removes a container. There is no way back: what it wrote is gone with it. */
@OperationInfo(
        id = "docker.remove-container",
        title = "Remove a container",
        summary = "Stops a container and removes it with its anonymous volumes. This cannot be taken back.",
        effect = Effect.CHANGE,
        keywords = {"delete", "rm"})
final class RemoveContainer
        implements Findable<RemoveContainer.Input, RemoveContainer.Output>,
                Plannable<RemoveContainer.Input, RemoveContainer.Output> {

    /** When there is no such container. */
    enum IfMissing {
        FAIL,
        IGNORE
    }

    record Input(
            @Field(label = "Host", help = "Name of a host of the site.", role = Field.Role.HOST) @NotBlank
            String host,

            @Field(label = "Container name", help = "As people call it on the host.", example = "shop") @NotBlank
            String name,

            @Field(label = "Stop", help = "Also when it runs; else a running one is an error.", defaultValue = "true")
            boolean stop,

            @Field(label = "If it is missing", help = "Fail, or go on without an error.", defaultValue = "fail")
            IfMissing ifMissing) {}

    record Output(
            @Field(label = "Container id", help = "Empty when there was none.")
            String containerId,

            @Field(label = "Image", help = "Empty when there was none.")
            String image,

            @Field(label = "Removed", help = "Whether there was something to remove.")
            boolean removed) {}

    /** Which one is about to be removed. */
    record Removing(String containerId, String image) {}

    private final DockerHosts hosts;

    RemoveContainer(DockerHosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public Output apply(Input input, Step step) throws InterruptedException {
        DockerHost host = hosts.get(input.host());
        Optional<Found> found = host.containers().stream()
                .filter(c -> c.name().equals(input.name()))
                .findFirst();
        if (found.isEmpty()) {
            return missing(input, host, step);
        }
        Found c = found.get();
        if (c.running() && !input.stop()) {
            throw DockerError.SETTINGS_INVALID.because("stop: container " + c.name() + " on host " + host.name()
                    + " runs. Stop it first, or set stop to true.");
        }
        step.checkpoint(new Removing(c.id(), c.image()));
        if (c.running()) {
            step.log().info("Stopping container " + c.name() + ".");
            host.stop(c.id(), c.name(), null);
        }
        host.remove(c.id(), c.name(), true);
        step.log().info("Removed container " + c.name() + " (" + c.image() + ") from host " + host.name() + ".");
        return new Output(c.id(), c.image(), true);
    }

    private static Output missing(Input input, DockerHost host, Step step) {
        Optional<Removing> begun = step.checkpoint(Removing.class);
        if (begun.isPresent()) {
            return new Output(begun.get().containerId(), begun.get().image(), true);
        }
        if (input.ifMissing() == IfMissing.FAIL) {
            throw DockerError.CONTAINER_NOT_FOUND.because("There is no container " + input.name() + " on host "
                    + host.name() + ". Check the name, or set ifMissing to ignore.");
        }
        return new Output("", "", false);
    }

    @Override
    public Optional<Output> find(Input input, Step step) throws InterruptedException {
        Optional<Removing> begun = step.checkpoint(Removing.class);
        if (begun.isEmpty()
                || hosts.get(input.host()).look(begun.get().containerId()).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new Output(begun.get().containerId(), begun.get().image(), true));
    }

    @Override
    public Plan<Output> plan(Input input, Step step) throws InterruptedException {
        DockerHost host = hosts.get(input.host());
        var found = host.look(input.name());
        if (found.isEmpty()) {
            return new Plan<>(
                    "Nothing to remove: no container " + input.name() + " on " + host.name(),
                    List.of(),
                    missing(input, host, step));
        }
        String image = Inspected.image(found.get());
        String state = Inspected.state(found.get());
        return new Plan<>(
                "Remove container " + input.name() + " from " + host.name(),
                List.of(new Plan.Change(
                        Plan.Kind.DELETE,
                        Plans.container(host, input.name()),
                        Map.of("image", image, "state", state),
                        Map.of())),
                new Output(found.get().getId(), image, true));
    }
}
