package io.signalbox.connectors.docker;

import com.github.dockerjava.api.command.HealthState;
import com.github.dockerjava.api.command.HealthStateLog;
import com.github.dockerjava.api.command.InspectContainerResponse;
import io.signalbox.sdk.ConnectorException;
import io.signalbox.sdk.Effect;
import io.signalbox.sdk.Field;
import io.signalbox.sdk.Operation;
import io.signalbox.sdk.OperationInfo;
import io.signalbox.sdk.Step;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Waits for a container. */
@OperationInfo(
        id = "docker.wait-until-healthy",
        title = "Wait until a container is healthy",
        summary =
                "Waits for Docker's own health check, or, where the container has none, until it has run for a while. A container that"
                        + " ends, or is restarted again and again, ends the wait at once.",
        effect = Effect.READ,
        keywords = {"health", "ready", "check"},
        timeout = "PT24H")
final class WaitUntilHealthy implements Operation<WaitUntilHealthy.Input, WaitUntilHealthy.Output> {

    private static final int LOOP = 3;
    private static final int LAST_LINES = 15;

    record Input(
            @Field(label = "Host", help = "Name of a host of the site.", role = Field.Role.HOST) @NotBlank
            String host,

            @Field(label = "Container name", help = "As people call it on the host.", example = "shop") @NotBlank
            String name,

            @Field(label = "Within", help = "The longest to wait.", defaultValue = "60s")
            Duration within,

            @Field(
                    label = "Stable for",
                    help = "How long a container without a health check must have run.",
                    defaultValue = "5s")
            Duration stableFor,

            @Field(label = "Interval", help = "Between two looks.", defaultValue = "1s")
            Duration interval) {}

    record Output(
            @Field(label = "Container id", help = "What Docker knows it by.")
            String containerId,

            @Field(label = "Image", help = "As given when the container was made.")
            String image,

            @Field(label = "State", help = "One of created, running, paused, restarting, removing, exited, dead.")
            String state,

            @Field(label = "Health", help = "Either healthy, or none without a health check.")
            String health,

            @Field(label = "Waited", help = "Since the step began.")
            Duration waited) {}

    /** When the wait began; kept, so that another attempt does not begin it again. */
    record Began(String at) {}

    private final DockerHosts hosts;

    WaitUntilHealthy(DockerHosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public Output apply(Input input, Step step) throws InterruptedException {
        if (input.within().isNegative() || input.interval().compareTo(Duration.ofMillis(50)) < 0) {
            throw DockerError.SETTINGS_INVALID.because("within must not be negative, interval at least 50 ms.");
        }
        DockerHost host = hosts.get(input.host());
        if (step.checkpoint(Began.class).isEmpty()) {
            step.checkpoint(new Began(step.clock().instant().toString()));
        }
        Instant began = step.checkpoint(Began.class)
                .map(b -> Instant.parse(b.at()))
                .orElse(step.clock().instant());
        int restartsBefore = Inspected.restarts(host.container(input.name()));
        String last = "";
        while (true) {
            InspectContainerResponse now = host.container(input.name());
            failIfOver(host, now, input, restartsBefore);
            Duration waited = Duration.between(began, step.clock().instant());
            if (healthy(now, input, step)) {
                step.log()
                        .info("Container " + input.name() + " on host " + host.name() + " is well after "
                                + waited.toSeconds() + " s.");
                return new Output(
                        now.getId(), Inspected.image(now), Inspected.state(now), Inspected.health(now), waited);
            }
            String state = describe(now);
            if (!state.equals(last)) {
                step.log().info("Container " + input.name() + " is " + state + ".");
                last = state;
            }
            step.progress(share(waited, input.within()), state);
            if (waited.compareTo(input.within()) >= 0) {
                throw notHealthy(host, now, input);
            }
            step.pause(input.interval());
        }
    }

    private static double share(Duration waited, Duration within) {
        return within.isZero() ? 1 : Math.clamp((double) waited.toMillis() / within.toMillis(), 0, 1);
    }

    private static void failIfOver(DockerHost host, InspectContainerResponse now, Input input, int restartsBefore)
            throws InterruptedException {
        String status = Inspected.state(now);
        int restarts = Inspected.restarts(now);
        boolean loops = restarts - restartsBefore >= LOOP || (status.equals("restarting") && restarts >= LOOP);
        if (loops || status.equals("exited") || status.equals("dead")) {
            throw Settling.exited(host, now, input.name(), "while it was waited for");
        }
    }

    private static boolean healthy(InspectContainerResponse now, Input input, Step step) {
        if (!"running".equals(Inspected.state(now))) {
            return false;
        }
        if (!Inspected.health(now).equals("none")) {
            return Inspected.health(now).equals("healthy");
        }
        // The two clocks may differ: what the engine says of its own start is compared with this machine's time, so a
        // skew of the
        // clocks lengthens or shortens this wait by as much.
        Instant started = Instant.parse(String.valueOf(now.getState().getStartedAt()));
        return Duration.between(started, step.clock().instant()).compareTo(input.stableFor()) >= 0;
    }

    private static String describe(InspectContainerResponse now) {
        String health = Inspected.health(now);
        return Inspected.state(now)
                + (health.equals("none")
                        ? ""
                        : ", " + health + lastOutput(now.getState().getHealth()));
    }

    private static String lastOutput(@Nullable HealthState health) {
        List<HealthStateLog> log = health == null || health.getLog() == null ? List.of() : health.getLog();
        if (log.isEmpty()) {
            return "";
        }
        String output = log.getLast().getOutput();
        return " (check ended with " + log.getLast().getExitCodeLong()
                + (output == null || output.isBlank() ? "" : ": " + output.strip()) + ")";
    }

    private static ConnectorException notHealthy(DockerHost host, InspectContainerResponse now, Input input)
            throws InterruptedException {
        List<String> lines = ContainerLog.last(host, now.getId(), LAST_LINES);
        return DockerError.NOT_HEALTHY.because("Container " + input.name() + " (" + Inspected.image(now)
                + ") on host " + host.name() + " is not healthy after "
                + input.within().toSeconds() + " seconds: "
                + describe(now) + ". "
                + (lines.isEmpty() ? "It wrote nothing. " : "Its last lines:\n" + String.join("\n", lines) + "\n")
                + "Find out what keeps it, or give it more time.");
    }
}
