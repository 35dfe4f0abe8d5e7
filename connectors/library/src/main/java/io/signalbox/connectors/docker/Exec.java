package io.signalbox.connectors.docker;

import com.github.dockerjava.api.command.ExecCreateCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectExecResponse;
import com.github.dockerjava.api.model.Frame;
import io.signalbox.sdk.ConnectorException;
import io.signalbox.sdk.Effect;
import io.signalbox.sdk.Field;
import io.signalbox.sdk.OperationInfo;
import io.signalbox.sdk.Plan;
import io.signalbox.sdk.Plannable;
import io.signalbox.sdk.Step;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Runs a command in a container. */
@OperationInfo(
        id = "docker.exec",
        title = "Run a command in a container",
        summary =
                "Runs a command in a running container, its output line by line in the log. Cancelled, the command and what it"
                        + " started are killed.",
        effect = Effect.CHANGE,
        keywords = {"command", "shell", "script"},
        attempts = 1)
final class Exec implements Plannable<Exec.Input, Exec.Output> {

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int LOOKS = 50;

    record Input(
            @Field(label = "Host", help = "Name of a host of the site.", role = Field.Role.HOST) @NotBlank
            String host,

            @Field(label = "Container name", help = "As people call it on the host.", example = "shop") @NotBlank
            String name,

            @Field(label = "Command", help = "Program and arguments; for a line for the shell: sh, -c, the line.")
            @NotEmpty
            List<String> command,

            @Field(label = "Environment", help = "Variables, added to those of the container.") @Nullable
            Map<String, String> environment,

            @Field(label = "User", help = "Name or id, with optional group.") @Nullable
            String user,

            @Field(label = "Working folder", help = "Where the process starts, in place of what the image says.")
            @Nullable
            String workingDir,

            @Field(
                    label = "Fail on non-zero",
                    help = "Whether an exit code other than 0 is an error; else it is in the output.",
                    defaultValue = "true")
            boolean failOnNonZero) {}

    record Output(
            @Field(label = "Exit code", help = "What the process ended with; 0 for well.")
            long exitCode,

            @Field(label = "Standard output", help = "At most its first 64 KiB; all of it is in the log.")
            String stdout,

            @Field(label = "Standard error", help = "At most its first 64 KiB.")
            String stderr,

            @Field(label = "Cut", help = "Whether one of them is longer than that.")
            boolean truncated) {}

    private final DockerHosts hosts;

    Exec(DockerHosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public Output apply(Input input, Step step) throws InterruptedException {
        return apply(hosts.get(input.host()), input, step);
    }

    static Output apply(DockerHost host, Input input, Step step) throws InterruptedException {
        InspectContainerResponse container = running(host, input.name());
        // Inherited by whatever the command starts, so that all of it can be found again and killed.
        String marker = UUID.randomUUID().toString();
        String exec = create(host, container.getId(), input, marker);
        ExecOutput output = new ExecOutput(step.log());
        try {
            long exitCode = run(host, exec, input, output);
            failIfNotStarted(host, input, exitCode, output);
            step.log().info("The command ended with exit code " + exitCode + ".");
            if (exitCode != 0 && input.failOnNonZero()) {
                throw DockerError.EXEC_FAILED.because("The command "
                        + input.command().getFirst() + " in container "
                        + input.name() + " on host " + host.name() + " ended with exit code " + exitCode
                        + ". " + output.lastLines()
                        + "Correct what it complains about, or set failOnNonZero to false.");
            }
            return new Output(exitCode, output.stdout(), output.stderr(), output.truncated());
        } catch (InterruptedException e) {
            ExecKill kill = new ExecKill(host, container.getId(), exec, marker, input.user());
            boolean done = Cleanup.now(
                    step,
                    "The command in container " + input.name() + " on host " + host.name() + " could not be killed",
                    kill::now);
            step.log()
                    .warn(
                            done
                                    ? "The command was killed."
                                    : "The command may still run in container " + input.name() + " on host "
                                            + host.name() + ": restart the container to end it.");
            throw e;
        }
    }

    private static InspectContainerResponse running(DockerHost host, String name) throws InterruptedException {
        InspectContainerResponse container = host.container(name);
        if (!Inspected.state(container).equals("running")) {
            throw DockerError.CONTAINER_NOT_RUNNING.because("Container " + name + " on host " + host.name() + " is "
                    + Inspected.state(container) + ", so no command can run in it. Start it first.");
        }
        return container;
    }

    private static String create(DockerHost host, String container, Input input, String marker)
            throws InterruptedException {
        List<String> environment = new ArrayList<>();
        if (input.environment() != null) {
            input.environment().forEach((key, value) -> environment.add(key + "=" + value));
        }
        environment.add(ExecKill.VARIABLE + "=" + marker);
        return host.request("prepare a command in container " + input.name(), c -> {
            ExecCreateCmd create = c.execCreateCmd(container)
                    .withCmd(input.command().toArray(String[]::new))
                    .withEnv(environment)
                    .withAttachStdout(true)
                    .withAttachStderr(true);
            if (input.user() != null) {
                create = create.withUser(input.user());
            }
            if (input.workingDir() != null) {
                create = create.withWorkingDir(input.workingDir());
            }
            return create.exec().getId();
        });
    }

    /** From its start to its exit code. What goes wrong on the way leaves open what the command did, unless the engine did not start it at all. */
    private static long run(DockerHost host, String exec, Input input, ExecOutput output) throws InterruptedException {
        boolean ran = false;
        try {
            stream(host, exec, input, output);
            ran = true;
            return exitCode(host, exec);
        } catch (ConnectorException e) {
            if (!ran && DockerFailures.refused(e)) {
                throw e;
            }
            throw DockerError.EXEC_OUTCOME_UNKNOWN.because(
                    e.getMessage() + " The command may have run, or may still run: look at container " + input.name()
                            + " on host " + host.name() + ".",
                    e);
        }
    }

    private static void stream(DockerHost host, String exec, Input input, ExecOutput output)
            throws InterruptedException {
        try (DaemonStream<Frame, Chunk> stream = host.open(
                Chunk::of, (client, callback) -> client.execStartCmd(exec).exec(callback))) {
            while (true) {
                switch (stream.next(Duration.ofMinutes(1))) {
                    case DaemonStream.Item<Chunk>(Chunk chunk) -> output.add(chunk);
                    case DaemonStream.End<Chunk>(var failure) -> {
                        output.end();
                        if (failure != null) {
                            throw DockerFailures.of(
                                    host.host(),
                                    "run " + input.command().getFirst() + " in container " + input.name(),
                                    failure);
                        }
                        return;
                    }
                    case null -> {}
                }
            }
        }
    }

    /** An engine that cannot start the program says so in place of the program, with the exit code of a shell for it. */
    private static void failIfNotStarted(DockerHost host, Input input, long exitCode, ExecOutput output) {
        if ((exitCode == 126 || exitCode == 127) && output.firstLine().startsWith("OCI runtime exec failed")) {
            throw DockerFailures.said(
                    host.host(),
                    "run " + input.command().getFirst() + " in container " + input.name(),
                    output.firstLine());
        }
    }

    /** The engine closes the output a moment before it knows the exit code. */
    private static long exitCode(DockerHost host, String exec) throws InterruptedException {
        for (int i = 0; i < LOOKS; i++) {
            InspectExecResponse now =
                    host.ask("ask for an exit code", c -> c.inspectExecCmd(exec).exec());
            Long code = now.getExitCodeLong();
            if (!Boolean.TRUE.equals(now.isRunning()) && code != null) {
                return code;
            }
            Thread.sleep(LOOK);
        }
        throw DockerError.ENGINE_FAILED.because("Host " + host.name() + " does not tell how the command ended.");
    }

    @Override
    public Plan<Output> plan(Input input, Step step) throws InterruptedException {
        DockerHost host = hosts.get(input.host());
        running(host, input.name());
        return new Plan<>(
                "Run " + input.command().getFirst() + " in container " + input.name() + " on " + host.name(),
                List.of(new Plan.Change(
                        Plan.Kind.UPDATE,
                        Plans.container(host, input.name()),
                        Map.of(),
                        Map.of("command", String.join(" ", input.command())))),
                new Output(0, "", "", false));
    }
}
