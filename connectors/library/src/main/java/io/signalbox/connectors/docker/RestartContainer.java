package io.signalbox.connectors.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
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

/** Restarts a container. There is nothing to take back. */
@OperationInfo(
        id = "docker.restart-container",
        title = "Restart a container",
        summary = "Stops a container and starts it again; starts one that is stopped. It must stay up.",
        effect = Effect.CHANGE,
        keywords = {"reboot", "bounce"})
final class RestartContainer
        implements Findable<RestartContainer.Input, RestartContainer.Output>,
                Plannable<RestartContainer.Input, RestartContainer.Output> {

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

            @Field(label = "Started", help = "When it was started again, RFC 3339.")
            String startedAt) {}

    /** When it had been started before. */
    record Before(String containerId, String startedAt) {}

    private final DockerHosts hosts;

    RestartContainer(DockerHosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public Output apply(Input input, Step step) throws InterruptedException {
        DockerHost host = hosts.get(input.host());
        InspectContainerResponse now = host.container(input.name());
        Optional<Before> earlier = step.checkpoint(Before.class);
        Before before = earlier.orElseGet(
                () -> new Before(now.getId(), Inspected.time(now.getState().getStartedAt())));
        if (earlier.isEmpty()) {
            step.checkpoint(before);
        }
        step.log().info("Restarting container " + input.name() + " on host " + host.name() + ".");
        if (Boolean.TRUE.equals(now.getHostConfig().getAutoRemove())) {
            // Stopping it would remove it.
            host.restart(now.getId(), input.name());
        } else {
            stopAndStart(host, now, before, input);
        }
        Settling.afterStart(host, now.getId(), input.name(), false);
        return output(host.container(now.getId()), input);
    }

    /**
     * In two requests each of which may be made twice. An engine goes on with a restart that takes its time after the one who asked for it has died, and does
     * a second one after it.
     */
    private static void stopAndStart(DockerHost host, InspectContainerResponse now, Before before, Input input)
            throws InterruptedException {
        if (Inspected.time(now.getState().getStartedAt()).equals(before.startedAt())) {
            host.stop(now.getId(), input.name(), null);
        }
        host.start(now.getId(), input.name());
    }

    @Override
    public Optional<Output> find(Input input, Step step) throws InterruptedException {
        Optional<Before> before = step.checkpoint(Before.class);
        if (before.isEmpty()) {
            return Optional.empty();
        }
        return hosts.get(input.host())
                .look(before.get().containerId())
                .filter(now -> Inspected.state(now).equals("running"))
                .map(now -> output(now, input))
                .filter(o -> !o.startedAt().equals(before.get().startedAt()));
    }

    @Override
    public Plan<Output> plan(Input input, Step step) throws InterruptedException {
        DockerHost host = hosts.get(input.host());
        InspectContainerResponse now = host.container(input.name());
        String startedAt = Inspected.time(now.getState().getStartedAt());
        return new Plan<>(
                "Restart container " + input.name() + " on " + host.name(),
                List.of(new Plan.Change(
                        Plan.Kind.UPDATE,
                        Plans.container(host, input.name()),
                        Map.of("started", startedAt),
                        Map.of("started", Plans.UNKNOWN))),
                new Output(now.getId(), input.name(), Plans.UNKNOWN));
    }

    private static Output output(InspectContainerResponse now, Input input) {
        return new Output(
                now.getId(), input.name(), Inspected.time(now.getState().getStartedAt()));
    }
}
