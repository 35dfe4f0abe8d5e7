package io.signalbox.connectors.docker;

import com.github.dockerjava.api.model.Container;

import java.util.Map;

/**
 * A container as the list of a host shows it.
 *
 * @param image as given when it was made, unless the tag has moved on: then the engine tells the id
 * @param state {@code created running paused restarting removing exited dead}
 */
record Found(String id, String name, String state, String image, String imageId, Map<String, String> labels) {

    static Found of(Container c) {
        return new Found(
                c.getId(),
                name(c),
                c.getState(),
                c.getImage(),
                c.getImageId() == null ? "" : c.getImageId(),
                c.getLabels() == null ? Map.of() : c.getLabels());
    }

    /** Names come with a slash in front; those of links have more. */
    static String name(Container c) {
        String[] names = c.getNames() == null ? new String[0] : c.getNames();
        for (String name : names) {
            if (name.lastIndexOf('/') == 0) {
                return name.substring(1);
            }
        }
        return "";
    }

    boolean running() {
        return state.equals("running") || state.equals("restarting") || state.equals("paused");
    }

    /** Made by a step, of whichever run. */
    boolean ours() {
        return labels.containsKey(Labels.STEP);
    }

    boolean madeBy(String stepId) {
        return stepId.equals(labels.get(Labels.STEP));
    }

    String label(String key) {
        return labels.getOrDefault(key, "");
    }

    /** Who made it, for sentences. */
    String origin() {
        return ours()
                ? "made by run " + label(Labels.RUN) + " of runbook " + label(Labels.RUNBOOK)
                : "not made by Signalbox";
    }
}
