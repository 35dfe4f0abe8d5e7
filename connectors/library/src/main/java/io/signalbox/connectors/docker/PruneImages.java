package io.signalbox.connectors.docker;

import com.github.dockerjava.api.command.PruneCmd;
import com.github.dockerjava.api.model.Image;
import com.github.dockerjava.api.model.PruneType;
import io.signalbox.sdk.Effect;
import io.signalbox.sdk.Field;
import io.signalbox.sdk.OperationInfo;
import io.signalbox.sdk.Plan;
import io.signalbox.sdk.Plannable;
import io.signalbox.sdk.Repeatable;
import io.signalbox.sdk.Step;
import jakarta.validation.constraints.NotBlank;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Removes images that nothing uses. There is no way back but to pull them again. */
@OperationInfo(
        id = "docker.prune-images",
        title = "Remove unused images",
        summary =
                "Removes images of a host that no container uses, stopped ones included: what is kept as <name>.previous keeps its"
                        + " image.",
        effect = Effect.CHANGE,
        keywords = {"cleanup", "disk", "space"},
        timeout = "PT15M")
final class PruneImages
        implements Plannable<PruneImages.Input, PruneImages.Output>, Repeatable<PruneImages.Input, PruneImages.Output> {

    record Input(
            @Field(label = "Host", help = "Name of a host of the site.", role = Field.Role.HOST) @NotBlank
            String host,

            @Field(
                    label = "Tagged too",
                    help =
                            "Also images with a tag or digest; else only those that lost theirs. An image that another run has"
                                    + " pulled and not started yet counts as unused.",
                    defaultValue = "false")
            boolean tagged,

            @Field(label = "Older than", help = "Only images built before that.", defaultValue = "24h")
            Duration olderThan) {}

    record Output(
            @Field(label = "Removed", help = "The images, by their names or else ids.")
            List<String> removed,

            @Field(label = "Reclaimed", help = "Bytes.") long reclaimed) {}

    private final DockerHosts hosts;

    PruneImages(DockerHosts hosts) {
        this.hosts = hosts;
    }

    /** What is removed twice is removed. */
    @Override
    public boolean repeatable(Input input) {
        return true;
    }

    @Override
    public Output apply(Input input, Step step) throws InterruptedException {
        if (input.olderThan().isNegative()) {
            throw DockerError.SETTINGS_INVALID.because("olderThan: is less than 0.");
        }
        DockerHost host = hosts.get(input.host());
        List<Image> before = images(host);
        Long reclaimed = host.request("prune images", c -> {
            PruneCmd prune = c.pruneCmd(PruneType.IMAGES).withDangling(!input.tagged());
            return (input.olderThan().isZero()
                            ? prune
                            : prune.withUntilFilter(input.olderThan().toSeconds() + "s"))
                    .exec()
                    .getSpaceReclaimed();
        });
        Set<String> left = images(host).stream().map(Image::getId).collect(Collectors.toSet());
        List<String> removed = before.stream()
                .filter(i -> !left.contains(i.getId()))
                .map(PruneImages::name)
                .toList();
        long bytes = reclaimed == null ? 0 : reclaimed;
        step.log()
                .info("Removed " + removed.size() + " images from host " + host.name() + ", " + bytes / 1_000_000
                        + " MB" + (removed.isEmpty() ? "." : ": " + String.join(", ", removed)));
        return new Output(removed, bytes);
    }

    @Override
    public Plan<Output> plan(Input input, Step step) throws InterruptedException {
        DockerHost host = hosts.get(input.host());
        Set<String> used = host.containers().stream().map(Found::imageId).collect(Collectors.toSet());
        Instant builtBefore = step.clock().instant().minus(input.olderThan());
        List<Image> unused = images(host).stream()
                .filter(i -> !used.contains(i.getId()) && (input.tagged() || dangling(i)))
                .filter(i -> Instant.ofEpochSecond(i.getCreated()).isBefore(builtBefore))
                .toList();
        return new Plan<>(
                "Remove " + unused.size() + " unused images from " + host.name(),
                unused.stream()
                        .map(i -> new Plan.Change(
                                Plan.Kind.DELETE,
                                Plans.image(host, name(i)),
                                Map.of("bytes", String.valueOf(i.getSize())),
                                Map.of()))
                        .toList(),
                new Output(unused.stream().map(PruneImages::name).toList(), 0));
    }

    private static List<Image> images(DockerHost host) throws InterruptedException {
        return host.ask("list images", c -> c.listImagesCmd().exec());
    }

    private static boolean dangling(Image image) {
        return name(image).startsWith("sha256:");
    }

    private static String name(Image image) {
        String[] tags = image.getRepoTags() == null ? new String[0] : image.getRepoTags();
        return Arrays.stream(tags)
                .filter(t -> !t.startsWith("<none>"))
                .findFirst()
                .orElse(Inspected.orEmpty(image.getId()));
    }
}
