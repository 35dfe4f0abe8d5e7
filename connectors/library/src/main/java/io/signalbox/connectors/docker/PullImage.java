package io.signalbox.connectors.docker;

import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.AuthConfig;
import io.signalbox.sdk.Effect;
import io.signalbox.sdk.Field;
import io.signalbox.sdk.Findable;
import io.signalbox.sdk.OperationInfo;
import io.signalbox.sdk.Plan;
import io.signalbox.sdk.Plannable;
import io.signalbox.sdk.Secret;
import io.signalbox.sdk.Step;
import io.signalbox.sdk.Undoable;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings an image onto a host. */
@OperationInfo(
        id = "docker.pull-image",
        title = "Pull an image",
        summary = "Brings an image from its registry onto the host.",
        effect = Effect.CHANGE,
        keywords = {"download", "registry", "tag", "digest"},
        timeout = "PT30M")
final class PullImage
        implements Findable<PullImage.Input, PullImage.Output>,
                Plannable<PullImage.Input, PullImage.Output>,
                Undoable<PullImage.Input, PullImage.Output> {

    /** When to ask the registry. */
    enum When {
        ALWAYS,
        IF_MISSING
    }

    record Input(
            @Field(label = "Host", help = "Name of a host of the site.", role = Field.Role.HOST) @NotBlank
            String host,

            @Field(
                    label = "Image",
                    help = "As repository:tag or repository@sha256:…; without either the tag is latest.",
                    example = "registry.example.com/shop:1.1")
            @NotBlank
            String image,

            @Field(
                    label = "Registry login",
                    help = "A secret that holds user:password.",
                    example = "${secrets.REGISTRY}",
                    group = "Registry")
            @Nullable
            Secret registryAuth,

            @Field(
                    label = "When",
                    help = "Always asks the registry whether the tag has moved; if missing takes what is on the host.",
                    defaultValue = "always",
                    group = "Registry")
            When when,

            @Field(
                    label = "Patience",
                    help = "The pull is given up when it makes no progress for this long.",
                    defaultValue = "60s",
                    group = "Registry")
            Duration patience) {}

    record Output(
            @Field(label = "Image", help = "As given.") String image,

            @Field(label = "Image id", help = "Digest of its content on the host.")
            String imageId,

            @Field(label = "Digest", help = "What the registry calls it; empty if it knows none.")
            String digest,

            @Field(label = "Pulled", help = "Whether this step brought it.")
            boolean pulled,

            @Field(label = "Previous image id", help = "What the name meant on the host before; empty if nothing.")
            String previousImageId) {}

    /** Before the pull. */
    record Before(String imageId) {}

    private final DockerHosts hosts;

    PullImage(DockerHosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public Output apply(Input input, Step step) throws InterruptedException {
        ImageRef image = ImageRef.of(input.image());
        Optional<AuthConfig> login = login(input, image);
        if (input.patience().compareTo(Duration.ofSeconds(1)) < 0) {
            throw DockerError.SETTINGS_INVALID.because("patience: is less than a second.");
        }
        DockerHost host = hosts.get(input.host());
        String present = host.image(image.text()).map(Inspected::id).orElse("");
        if (step.checkpoint(Before.class).isEmpty()) {
            step.checkpoint(new Before(present));
        }
        String before = step.checkpoint(Before.class).map(Before::imageId).orElse(present);
        boolean settled = !present.isEmpty() && (input.when() == When.IF_MISSING || image.digest() != null);
        if (settled) {
            step.log().info("Image " + image.text() + " is on host " + host.name() + " already.");
        } else {
            new Pull(host, step, image, login, input.patience()).run();
        }
        return output(image, host.imageToRun(image), before);
    }

    private static Optional<AuthConfig> login(Input input, ImageRef image) {
        if (input.registryAuth() == null) {
            return Optional.empty();
        }
        String text = input.registryAuth().reveal().strip();
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw DockerError.SETTINGS_INVALID.because(
                    "registryAuth: the secret " + input.registryAuth().name() + " is not written user:password.");
        }
        return Optional.of(new AuthConfig()
                .withUsername(text.substring(0, colon))
                .withPassword(text.substring(colon + 1))
                .withRegistryAddress(image.registry()));
    }

    @Override
    public Optional<Output> find(Input input, Step step) throws InterruptedException {
        ImageRef image = ImageRef.of(input.image());
        Optional<Before> before = step.checkpoint(Before.class);
        if (before.isEmpty()) {
            return Optional.empty();
        }
        return hosts.get(input.host())
                .image(image.text())
                .filter(now -> !Inspected.id(now).equals(before.get().imageId()))
                .map(now -> output(image, now, before.get().imageId()));
    }

    @Override
    public Plan<Output> plan(Input input, Step step) throws InterruptedException {
        ImageRef image = ImageRef.of(input.image());
        login(input, image);
        DockerHost host = hosts.get(input.host());
        Optional<InspectImageResponse> present = host.image(image.text());
        boolean settled = present.isPresent() && (input.when() == When.IF_MISSING || image.digest() != null);
        String id = present.map(Inspected::id).orElse("");
        Plan.Change change = present.isPresent()
                ? new Plan.Change(
                        Plan.Kind.UPDATE,
                        Plans.image(host, image.text()),
                        Map.of("id", id),
                        Map.of("id", Plans.UNKNOWN))
                : new Plan.Change(
                        Plan.Kind.CREATE, Plans.image(host, image.text()), Map.of(), Map.of("id", Plans.UNKNOWN));
        return new Plan<>(
                "Pull image " + image.text() + " to " + host.name()
                        + (settled ? ": it is there already" : present.isPresent() ? ", if its tag has moved" : ""),
                settled ? List.of() : List.of(change),
                new Output(image.text(), settled ? id : Plans.UNKNOWN, "", !settled, id));
    }

    /** Only what this step brought, and only if nothing uses it. The name means again what it meant before. */
    @Override
    public void undo(Input input, Output output, Step step) throws InterruptedException {
        if (!output.pulled()) {
            return;
        }
        ImageRef image = ImageRef.of(output.image());
        DockerHost host = hosts.get(input.host());
        Optional<InspectImageResponse> now = host.image(image.text());
        if (now.isEmpty() || !Inspected.id(now.get()).equals(output.imageId())) {
            return;
        }
        if (host.containers().stream().anyMatch(c -> c.imageId().equals(output.imageId()))) {
            step.log().info("Image " + image.text() + " stays on host " + host.name() + ": a container uses it.");
            return;
        }
        host.tell("remove image " + image.text(), c -> {
            try {
                c.removeImageCmd(image.text()).exec();
            } catch (NotFoundException e) {
                step.log().debug("Image " + image.text() + " is gone already.");
            } catch (ConflictException e) {
                step.log().info("Image " + image.text() + " stays: " + e.getMessage());
            }
        });
        if (!output.previousImageId().isEmpty()
                && image.tag() != null
                && host.image(output.previousImageId()).isPresent()) {
            host.tell(
                    "tag image " + image.text(),
                    c -> c.tagImageCmd(output.previousImageId(), image.repository(), image.tag())
                            .exec());
        }
    }

    private static Output output(ImageRef image, InspectImageResponse now, String before) {
        List<String> digests = now.getRepoDigests() == null ? List.of() : now.getRepoDigests();
        String digest = digests.stream()
                .filter(d -> d.startsWith(image.repository() + "@"))
                .map(d -> d.substring(d.indexOf('@') + 1))
                .findFirst()
                .orElse("");
        return new Output(
                image.text(), Inspected.id(now), digest, !Inspected.id(now).equals(before), before);
    }
}
