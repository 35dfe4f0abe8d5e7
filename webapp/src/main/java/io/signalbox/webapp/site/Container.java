package io.signalbox.webapp.site;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A container on a host.
 *
 * @param version tag or digest of the image; null if it has none
 * @param state in Docker's words: {@code running}, {@code exited}, …
 * @param health in Docker's words; null without a health check
 * @param status in Docker's words, with how long: {@code Up 3 minutes}
 * @param since when it was made
 * @param run the run that made it; null if none did
 * @param step the step that made it; null if none did
 */
record Container(
        String name,
        String image,
        @Nullable String version,
        String state,
        @Nullable String status,
        @Nullable String health,
        @Nullable String since,
        @Nullable String run,
        @Nullable String step,
        Map<String, String> labels) {

    /** From the output of {@code docker.list-containers} as JSON. */
    static List<Container> all(Map<String, Object> output) {
        return output.get("containers") instanceof List<?> list
                ? list.stream()
                        .filter(Map.class::isInstance)
                        .map(c -> of((Map<?, ?>) c))
                        .toList()
                : List.of();
    }

    private static Container of(Map<?, ?> json) {
        Map<String, String> labels = new TreeMap<>();
        if (json.get("labels") instanceof Map<?, ?> given) {
            given.forEach((key, value) -> labels.put(String.valueOf(key), String.valueOf(value)));
        }
        String image = Objects.requireNonNullElse(text(json, "image"), "");
        String health = text(json, "health");
        return new Container(
                Objects.requireNonNullElse(text(json, "name"), ""),
                image,
                version(image),
                Objects.requireNonNullElse(text(json, "state"), "unknown"),
                text(json, "status"),
                "none".equals(health) ? null : health,
                text(json, "created"),
                labels.get("io.signalbox.run"),
                labels.get("io.signalbox.step"),
                labels);
    }

    /** What stands after the repository: a digest after {@code @}, else a tag after the last colon that is not a port's. */
    static @Nullable String version(String image) {
        int digest = image.indexOf('@');
        if (digest >= 0) {
            return image.substring(digest + 1);
        }
        int tag = image.lastIndexOf(':');
        return tag > image.lastIndexOf('/') ? image.substring(tag + 1) : null;
    }

    private static @Nullable String text(Map<?, ?> json, String name) {
        Object value = json.get(name);
        return value == null || value.toString().isEmpty() ? null : value.toString();
    }
}
