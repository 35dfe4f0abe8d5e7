package io.signalbox.connectors.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.ListContainersCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Image;
import io.signalbox.sdk.Effect;
import io.signalbox.sdk.Field;
import io.signalbox.sdk.Operation;
import io.signalbox.sdk.OperationInfo;
import io.signalbox.sdk.Step;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Lists containers. */
@OperationInfo(
        id = "docker.list-containers",
        title = "List containers",
        summary = "Lists the containers of a host, running or not, by name, label, state and image.",
        effect = Effect.READ,
        keywords = {"ps", "find"},
        attempts = 2,
        timeout = "PT30S")
final class ListContainers implements Operation<ListContainers.Input, ListContainers.Output> {

    private static final List<String> STATES =
            List.of("created", "running", "paused", "restarting", "removing", "exited", "dead");

    record Input(
            @Field(label = "Host", help = "Name of a host of the site.", role = Field.Role.HOST) @NotBlank
            String host,

            @Field(label = "Name", help = "The one of exactly this name, if it is there.", example = "shop.previous")
            @Nullable
            String name,

            @Field(label = "Labels", help = "Those that have all of these; an empty value asks only for the key.")
            @Nullable
            Map<String, String> labels,

            @Field(
                    label = "States",
                    help = "Those in one of these: created, running, paused, restarting, removing, exited, dead.")
            @Nullable
            List<String> states,

            @Field(
                    label = "Image",
                    help =
                            "Those made from this repository, with any tag, or from exactly this image when it has a tag or digest.",
                    example = "registry.example.com/shop")
            @Nullable
            String image) {}

    record Output(
            @Field(label = "Containers", help = "The youngest first.")
            List<ContainerRow> containers,

            @Field(label = "Count", help = "How many there are.")
            int count) {}

    private final DockerHosts hosts;

    ListContainers(DockerHosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public Output apply(Input input, Step step) throws InterruptedException {
        List<String> states = input.states() == null
                ? List.of()
                : input.states().stream().map(s -> s.toLowerCase(Locale.ROOT)).toList();
        states.stream().filter(s -> !STATES.contains(s)).findFirst().ifPresent(s -> {
            throw DockerError.SETTINGS_INVALID.because(
                    "states: '" + s + "' is none of " + String.join(", ", STATES) + ".");
        });
        DockerHost host = hosts.get(input.host());
        List<ContainerRow> rows = host.ask("list containers", c -> list(c, input, states));
        step.log().info(rows.size() + " containers on host " + host.name() + ".");
        return new Output(rows, rows.size());
    }

    private static List<ContainerRow> list(DockerClient client, Input input, List<String> states) {
        ListContainersCmd list = client.listContainersCmd().withShowAll(true);
        if (!states.isEmpty()) {
            list = list.withStatusFilter(states);
        }
        if (input.labels() != null && !input.labels().isEmpty()) {
            list = list.withLabelFilter(input.labels().entrySet().stream()
                    .map(e -> e.getValue().isEmpty() ? e.getKey() : e.getKey() + "=" + e.getValue())
                    .toList());
        }
        List<Container> containers = list.exec();
        Map<String, List<String>> digests = containers.isEmpty() ? Map.of() : digests(client);
        return containers.stream()
                .map(c -> ContainerRow.of(c, imageAsGiven(client, c), digests.getOrDefault(c.getImageId(), List.of())))
                .filter(row -> input.name() == null || row.name().equals(input.name()))
                .filter(row -> input.image() == null || madeFrom(row.image(), input.image()))
                .toList();
    }

    private static Map<String, List<String>> digests(DockerClient client) {
        Map<String, List<String>> digests = new HashMap<>();
        for (Image image : client.listImagesCmd().exec()) {
            if (image.getRepoDigests() != null) {
                digests.put(
                        image.getId(),
                        Arrays.stream(image.getRepoDigests())
                                .filter(d -> !d.startsWith("<none>"))
                                .toList());
            }
        }
        return digests;
    }

    /** The list shows an id instead when the tag means something else by now; the container itself remembers. */
    private static String imageAsGiven(DockerClient client, Container c) {
        if (!c.getImage().startsWith("sha256:")
                && !Inspected.orEmpty(c.getImageId()).startsWith("sha256:" + c.getImage())) {
            return c.getImage();
        }
        try {
            return Inspected.image(client.inspectContainerCmd(c.getId()).exec());
        } catch (NotFoundException e) {
            return c.getImage();
        }
    }

    private static boolean madeFrom(String image, String wanted) {
        if (image.equals(wanted)) {
            return true;
        }
        Optional<String> repository = ImageRef.read(image).map(ImageRef::repository);
        return repository.isPresent() && repository.get().equals(wanted);
    }
}
