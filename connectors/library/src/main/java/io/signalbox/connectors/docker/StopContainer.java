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
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;

/** Stops a container. */
@OperationInfo(
        id = "docker.stop-container",
        title = "Stop a container",
        summary = "Stops a container and keeps it.",
        effect = Effect.CHANGE,
        keywords = {"down", "halt"})
final class StopContainer
        implements Findable<StopContainer.Input, StopContainer.Output>,
                Plannable<StopContainer.Input, StopContainer.Output>,
                Undoable<StopContainer.Input, StopContainer.Output> {

    record Input(
            @Field(label = "Host", help = "Name of a host of the site.", role = Field.Role.HOST) @NotBlank
            String host,

            @Field(label = "Container name", help = "As people call it on the host.", example = "shop") @NotBlank
            String name,

            @Field(
                    label = "Grace period",
                    help = "Between the stop signal and the kill; what the container says if left empty.")
            @Nullable
            Duration gracePeriod) {}

    record Output(
            @Field(label = "Container id", help = "What Docker knows it by.")
            String containerId,

            @Field(label = "Container name", help = "Its name on the host.")
            String name,

            @Field(label = "Stopped", help = "Whether this step did it; else it was so already.")
            boolean stopped) {}

    /** How it was before. */
    record Before(String containerId, boolean running) {}

    private final DockerHosts hosts;

    StopContainer(DockerHosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public Output apply(Input input, Step step) throws InterruptedException {
        Integer seconds = input.gracePeriod() == null ? null : seconds(input.gracePeriod());
        DockerHost host = hosts.get(input.host());
        InspectContainerResponse now = host.container(input.name());
        Optional<Before> known =
                step.checkpoint(Before.class).filter(b -> b.containerId().equals(now.getId()));
        Before before = known.orElse(new Before(now.getId(), running(now)));
        if (known.isEmpty()) {
            step.checkpoint(before);
        }
        try {
            host.stop(now.getId(), input.name(), seconds);
        } catch (InterruptedException e) {
            // The engine goes on stopping it: it is brought to its end now, where find and undo see it.
            Cleanup.now(
                    step,
                    "Container " + input.name() + " on host " + host.name() + " may still be stopping",
                    () -> host.stop(now.getId(), input.name(), 2));
            throw e;
        }
        step.log().info("Container " + input.name() + " on host " + host.name() + " is stopped.");
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
                .filter(now -> !running(now))
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
                "exited",
                output(new Before(now.getId(), running(now)), input));
    }

    @Override
    public void undo(Input input, Output output, Step step) throws InterruptedException {
        DockerHost host = hosts.get(input.host());
        if (output.stopped() && host.look(output.containerId()).isPresent()) {
            host.start(output.containerId(), output.name());
        }
    }

    private static int seconds(Duration grace) {
        if (grace.isNegative() || grace.toHours() > 24) {
            throw DockerError.SETTINGS_INVALID.because("gracePeriod: is not between 0 and 24 hours.");
        }
        return Math.toIntExact(grace.toSeconds());
    }

    private static Output output(Before before, Input input) {
        return new Output(before.containerId(), input.name(), before.running());
    }

    private static boolean running(InspectContainerResponse now) {
        return Inspected.state(now).equals("running") || Inspected.state(now).equals("restarting");
    }
}
