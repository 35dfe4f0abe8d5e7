package io.signalbox.connectors.docker;

import com.github.dockerjava.api.command.HealthState;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectImageResponse;
import org.jspecify.annotations.Nullable;

/** Reads the answers of an engine, in which docker-java lets everything be null. */
final class Inspected {

    private Inspected() {}

    static String id(InspectImageResponse image) {
        return orEmpty(image.getId());
    }

    /** As given when the container was made. */
    static String image(InspectContainerResponse container) {
        return orEmpty(container.getConfig().getImage());
    }

    /** {@code created running paused restarting removing exited dead}. */
    static String state(InspectContainerResponse container) {
        return orEmpty(container.getState().getStatus());
    }

    /** Docker's word, or {@code none} without a health check. */
    static String health(InspectContainerResponse container) {
        HealthState health = container.getState().getHealth();
        return health == null || health.getStatus() == null ? "none" : health.getStatus();
    }

    static long exitCode(InspectContainerResponse container) {
        Long code = container.getState().getExitCodeLong();
        return code == null ? 0 : code;
    }

    static int restarts(InspectContainerResponse container) {
        Integer count = container.getRestartCount();
        return count == null ? 0 : count;
    }

    static boolean oomKilled(InspectContainerResponse container) {
        return Boolean.TRUE.equals(container.getState().getOOMKilled());
    }

    /** RFC 3339, or empty: Docker writes the year 1 for never. */
    static String time(@Nullable String text) {
        return text == null || text.startsWith("0001-") ? "" : text;
    }

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
