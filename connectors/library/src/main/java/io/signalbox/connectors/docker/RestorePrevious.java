package io.signalbox.connectors.docker;

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
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Goes back to the container that was kept. */
@OperationInfo(
        id = "docker.restore-previous",
        title = "Bring the previous container back",
        summary =
                "Stops the container and starts <name>.previous in its place. The two change names, so the one that is stopped now is"
                        + " kept as <name>.previous.",
        effect = Effect.CHANGE,
        keywords = {"rollback", "back", "revert"})
final class RestorePrevious
        implements Findable<RestorePrevious.Input, RestorePrevious.Output>,
                Plannable<RestorePrevious.Input, RestorePrevious.Output>,
                Undoable<RestorePrevious.Input, RestorePrevious.Output> {

    record Input(
            @Field(label = "Host", help = "Name of a host of the site.", role = Field.Role.HOST) @NotBlank
            String host,

            @Field(label = "Container name", help = "As people call it on the host.", example = "shop") @NotBlank
            String name) {}

    record Output(
            @Field(label = "Container id", help = "The one that runs now.")
            String containerId,

            @Field(label = "Container name", help = "Its name on the host.")
            String name,

            @Field(label = "Image", help = "Of the one that runs now.")
            String image,

            @Field(label = "Was running", help = "Whether it ran already, under its other name.")
            boolean wasRunning,

            @Field(label = "Replaced container id", help = "Kept as <name>.previous; null if there was none.") @Nullable
            String replacedContainerId,

            @Field(label = "Replaced image", help = "Of that one, as given when it was made.") @Nullable
            String replacedImage,

            @Field(label = "Replaced was running", help = "Whether that one ran before.")
            boolean replacedWasRunning) {}

    private final DockerHosts hosts;

    RestorePrevious(DockerHosts hosts) {
        this.hosts = hosts;
    }

    /** The output is known before anything is moved; stored, it is the journal of the exchange. */
    @Override
    public Output apply(Input input, Step step) throws InterruptedException {
        DockerHost host = hosts.get(input.host());
        Optional<Output> begun = step.checkpoint(Output.class);
        Output goal = begun.isPresent() ? begun.get() : goal(host, input);
        if (begun.isEmpty()) {
            step.checkpoint(goal);
        }
        Exchange exchange = new Exchange(host, new Names(input.name(), step.id()));
        try {
            step.log().info("Bringing back " + goal.image() + " as " + input.name() + " on host " + host.name() + ".");
            exchange.bring(goal.containerId(), goal.replacedContainerId(), true, null);
            Settling.afterStart(host, goal.containerId(), input.name(), false);
            return goal;
        } catch (ConnectorException e) {
            if (e.error() != DockerError.HOST_UNREACHABLE) {
                Cleanup.now(step, failed(host, input), () -> back(exchange, goal, 0));
            }
            throw e;
        } catch (InterruptedException e) {
            Cleanup.now(step, failed(host, input), () -> back(exchange, goal, 0));
            throw e;
        }
    }

    private static String failed(DockerHost host, Input input) {
        return "Container " + input.name() + " on host " + host.name() + " was not put back";
    }

    private static Output goal(DockerHost host, Input input) throws InterruptedException {
        Names names = new Names(input.name(), "");
        List<Found> all = host.containers();
        Found previous = all.stream()
                .filter(c -> c.name().equals(names.previous()))
                .findFirst()
                .orElseThrow(() -> DockerError.NO_PREVIOUS.because("Host " + host.name() + " has no container "
                        + names.previous() + " to bring back. Deploy the wanted version instead."));
        Optional<Found> current =
                all.stream().filter(c -> c.name().equals(names.current())).findFirst();
        return new Output(
                previous.id(),
                input.name(),
                previous.image(),
                previous.running(),
                current.map(Found::id).orElse(null),
                current.map(Found::image).orElse(null),
                current.map(Found::running).orElse(false));
    }

    private static void back(Exchange exchange, Output output, @Nullable Integer grace) throws InterruptedException {
        exchange.back(
                output.containerId(),
                output.wasRunning(),
                output.replacedContainerId(),
                output.replacedWasRunning(),
                grace);
    }

    @Override
    public Optional<Output> find(Input input, Step step) throws InterruptedException {
        Optional<Output> goal = step.checkpoint(Output.class);
        if (goal.isEmpty()) {
            return Optional.empty();
        }
        Names names = new Names(input.name(), step.id());
        Survey now = Survey.of(hosts.get(input.host()), step.id());
        boolean there = now.byId(goal.get().containerId())
                .filter(c -> c.name().equals(names.current()) && c.running())
                .isPresent();
        boolean kept = now.byId(goal.get().replacedContainerId())
                .map(c -> c.name().equals(names.previous()) && !c.running())
                .orElse(true);
        return there && kept ? goal : Optional.empty();
    }

    @Override
    public Plan<Output> plan(Input input, Step step) throws InterruptedException {
        DockerHost host = hosts.get(input.host());
        Output goal = goal(host, input);
        String image = goal.replacedImage();
        return new Plan<>(
                "Bring back " + goal.image() + " as " + input.name() + " on " + host.name(),
                List.of(new Plan.Change(
                        image == null ? Plan.Kind.CREATE : Plan.Kind.UPDATE,
                        Plans.container(host, input.name()),
                        image == null ? Map.of() : Map.of("image", image),
                        Map.of("image", goal.image()))),
                goal);
    }

    @Override
    public void undo(Input input, Output output, Step step) throws InterruptedException {
        DockerHost host = hosts.get(input.host());
        back(new Exchange(host, new Names(input.name(), step.id())), output, null);
    }

    @Override
    public boolean undoUnfinished(Input input, Step step) throws InterruptedException {
        Optional<Output> begun = step.checkpoint(Output.class);
        if (begun.isPresent()) {
            undo(input, begun.get(), step);
        }
        return begun.isPresent();
    }
}
