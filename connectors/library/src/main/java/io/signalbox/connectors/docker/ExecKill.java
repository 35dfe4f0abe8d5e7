package io.signalbox.connectors.docker;

import com.github.dockerjava.api.command.ExecCreateCmd;
import com.github.dockerjava.api.command.InspectExecResponse;
import com.github.dockerjava.api.model.Frame;
import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * Ends a command that runs in a container, with all that it started. The Engine API has no call for that: the process id it tells
 * is one of the host. So a second command looks within the container for processes that carry the marker of the first in their
 * environment, and kills them. It needs sh and cat in the image.
 */
final class ExecKill {

    static final String VARIABLE = "SIGNALBOX_EXEC";

    private static final String SCRIPT = """
            for p in /proc/[0-9]*; do
              case "$(cat "$p/environ" 2>/dev/null)" in *%s="$1"*) kill -s "$2" "${p#/proc/}";; esac
            done
            """.formatted(VARIABLE);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final int LOOKS = 20;

    private final DockerHost host;
    private final String container;
    private final String exec;
    private final String marker;
    private final @Nullable String user;

    ExecKill(DockerHost host, String container, String exec, String marker, @Nullable String user) {
        this.host = host;
        this.container = container;
        this.exec = exec;
        this.marker = marker;
        this.user = user;
    }

    /** Leaves when it is gone: asked to end first, killed a second later. */
    void now() throws InterruptedException {
        if (!startedAndAlive()) {
            return;
        }
        send("TERM");
        if (!endsSoon()) {
            send("KILL");
            if (!endsSoon()) {
                throw DockerError.ENGINE_FAILED.because("process " + inspect().getPidLong() + " of host " + host.name()
                        + " is still there. Without sh and cat in the image nothing can be killed in it.");
            }
        }
        // What it started may have ignored the first signal.
        send("KILL");
    }

    private boolean endsSoon() throws InterruptedException {
        for (int i = 0; i < LOOKS; i++) {
            if (!Boolean.TRUE.equals(inspect().isRunning())) {
                return true;
            }
            Thread.sleep(LOOK);
        }
        return false;
    }

    /** A start that was given up may reach the engine a moment later. */
    private boolean startedAndAlive() throws InterruptedException {
        for (int i = 0; i < LOOKS; i++) {
            InspectExecResponse now = inspect();
            if (Boolean.TRUE.equals(now.isRunning())) {
                return true;
            }
            if (now.getExitCodeLong() != null) {
                return false;
            }
            Thread.sleep(LOOK);
        }
        return false;
    }

    private InspectExecResponse inspect() throws InterruptedException {
        return host.ask("look at a command", c -> c.inspectExecCmd(exec).exec());
    }

    private void send(String signal) throws InterruptedException {
        String killer = host.ask("prepare a kill", c -> {
            ExecCreateCmd create = c.execCreateCmd(container)
                    .withCmd("sh", "-c", SCRIPT, "kill", marker, signal)
                    .withAttachStdout(true)
                    .withAttachStderr(true);
            return (user == null ? create : create.withUser(user)).exec().getId();
        });
        try (DaemonStream<Frame, Chunk> stream = host.open(
                Chunk::of, (client, callback) -> client.execStartCmd(killer).exec(callback))) {
            while (true) {
                switch (stream.next(Duration.ofSeconds(2))) {
                    case DaemonStream.Item<Chunk> _ -> {}
                    case DaemonStream.End<Chunk> _ -> {
                        return;
                    }
                    case null -> {
                        return;
                    }
                }
            }
        }
    }
}
