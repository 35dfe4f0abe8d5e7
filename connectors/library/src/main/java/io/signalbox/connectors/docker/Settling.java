package io.signalbox.connectors.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import io.signalbox.sdk.ConnectorException;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Looks whether a container that was started stays up. */
final class Settling {

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int LOOKS = 6;
    private static final int LAST_LINES = 15;

    private Settling() {}

    /**
     * Watches it for half a second.
     *
     * @param mayEnd whether ending with exit code 0 is as good as running: a container that does one job
     * @throws ConnectorException if it ended, with its last lines
     */
    static void afterStart(DockerHost host, String id, String name, boolean mayEnd) throws InterruptedException {
        for (int i = 0; i < LOOKS; i++) {
            InspectContainerResponse now = host.container(id);
            var state = now.getState();
            boolean restarts = Boolean.TRUE.equals(state.getRestarting()) || Inspected.restarts(now) > 0;
            boolean ended = Inspected.state(now).equals("exited")
                    || Inspected.state(now).equals("dead");
            if (ended && mayEnd && Inspected.exitCode(now) == 0) {
                return;
            }
            if (ended || restarts) {
                throw exited(host, now, name, "at once");
            }
            Thread.sleep(LOOK);
        }
    }

    /** @param when "at once", "while it was waited for" */
    static ConnectorException exited(DockerHost host, InspectContainerResponse container, String name, String when)
            throws InterruptedException {
        List<String> lines = ContainerLog.last(host, container.getId(), LAST_LINES);
        String text = String.join("\n", lines);
        boolean oom = Inspected.oomKilled(container);
        String what = "Container " + name + " (" + Inspected.image(container) + ") on host " + host.name()
                + " ended " + when + " with exit code " + Inspected.exitCode(container)
                + (oom ? ", killed because it used more memory than it may" : "")
                + (Inspected.restarts(container) > 0 ? ", restarted " + Inspected.restarts(container) + " times" : "")
                + ". ";
        String said = lines.isEmpty() ? "It wrote nothing. " : "Its last lines:\n" + text + "\n";
        if (text.toLowerCase(Locale.ROOT).contains("address already in use")) {
            return DockerError.PORT_TAKEN.because(
                    what + said + "Its port is in use on the host: stop what listens there, or choose another.");
        }
        return DockerError.CONTAINER_EXITED.because(what + said + "Correct the image or its settings.");
    }
}
