package io.signalbox.connectors.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.signalbox.connectors.docker.PullImage.When;
import io.signalbox.sdk.ConnectorContext;
import io.signalbox.sdk.ConnectorException;
import io.signalbox.sdk.Secret;
import io.signalbox.testkit.BadInput;
import io.signalbox.testkit.StepThread;
import io.signalbox.testkit.TestStep;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

class PullImageTest extends DockerContract<PullImage.Input, PullImage.Output> {

    @Override
    protected String operation() {
        return "docker.pull-image";
    }

    @Override
    protected PullImage.Input input() {
        return pull(lab.shop("1.1"), null);
    }

    @Override
    protected void reset() throws Exception {
        super.reset();
        host.docker("rmi", lab.shop("1.1"));
        if (!images(lab.registryWithLogin() + "/shop").isEmpty()) {
            host.docker("rmi", lab.registryWithLogin() + "/shop:1.1");
        }
    }

    @Override
    protected void verifyApplied(PullImage.Input input, PullImage.Output output, TestStep step) {
        assertThat(images(lab.shop("1.1"))).isEqualTo(output.imageId());
        assertThat(output.digest()).startsWith("sha256:");
        assertThat(step.logged()).contains("Pulling " + lab.shop("1.1"));
    }

    @Override
    protected void verifyUntouched(PullImage.Input input, TestStep step) {
        assertThat(images(lab.shop("1.1"))).isEmpty();
    }

    /** An aborted pull may be there all the same, when it was quicker; the engine does not say which. */
    @Override
    protected List<Duration> cancelAfter() {
        return List.of(Duration.ZERO);
    }

    @Override
    protected Stream<BadInput<PullImage.Input>> badInputs() {
        return Stream.of(
                new BadInput<>("no image", pull("Not An Image", null), DockerError.SETTINGS_INVALID, "image:"),
                new BadInput<>("an unknown tag", pull(lab.shop("9.9"), null), DockerError.IMAGE_NOT_FOUND, "shop:9.9"),
                new BadInput<>(
                        "an unknown repository",
                        pull(lab.registry() + "/nothing:1.0", null),
                        DockerError.IMAGE_NOT_FOUND,
                        "nothing:1.0"),
                new BadInput<>(
                        "an unknown digest",
                        pull(lab.registry() + "/shop@sha256:" + "0".repeat(64), null),
                        DockerError.IMAGE_NOT_FOUND,
                        "shop@sha256:0"),
                new BadInput<>(
                        "a registry that wants a login",
                        pull(lab.registryWithLogin() + "/shop:1.1", null),
                        DockerError.REGISTRY_AUTH,
                        "registryAuth"),
                new BadInput<>(
                        "a wrong password",
                        pull(lab.registryWithLogin() + "/shop:1.1", new Secret("REGISTRY", "lab:wrong")),
                        DockerError.REGISTRY_AUTH,
                        "registryAuth"),
                new BadInput<>(
                        "a login of another form",
                        pull(lab.registryWithLogin() + "/shop:1.1", new Secret("REGISTRY", "geheim")),
                        DockerError.SETTINGS_INVALID,
                        "REGISTRY"),
                new BadInput<>(
                        "a registry that is not there",
                        pull("127.0.0.1:9/shop:1.1", null),
                        DockerError.REGISTRY_UNREACHABLE,
                        "127.0.0.1:9"));
    }

    @Test
    void loginIsTakenFromTheSecretAndNotLogged() throws Exception {
        var step = step();
        var login = new Secret("REGISTRY", lab.registryUser() + ":" + lab.registryPassword());
        var output = apply(pull(lab.registryWithLogin() + "/shop:1.1", login), step);
        assertThat(output.pulled()).isTrue();
        assertThat(step.logged()).doesNotContain(lab.registryPassword());
    }

    @Test
    void digestIsPulledOnceAndThenLeft() throws Exception {
        var digest = apply(input(), step()).digest();
        var again = apply(pull(lab.registry() + "/shop@" + digest, null), step());
        assertThat(again.pulled()).isFalse();
        assertThat(again.digest()).isEqualTo(digest);
    }

    @Test
    void imageThatIsThereIsNotTakenAwayByAnUndo() throws Exception {
        apply(input(), step());
        var second = step();
        var output = apply(input(), second);
        assertThat(output.pulled()).isFalse();
        undo(input(), output, second);
        assertThat(images(lab.shop("1.1"))).isNotEmpty();
    }

    @Test
    void imageThatAContainerUsesIsNotTakenAwayByAnUndo() throws Exception {
        var step = step();
        var output = apply(input(), step);
        world.foreign("user", "1.1");
        undo(input(), output, step);
        assertThat(images(lab.shop("1.1"))).isNotEmpty();
        assertThat(step.logged()).contains("a container uses it");
    }

    @Test
    void movedTagMeansAgainWhatItMeantBefore() throws Exception {
        host.docker("tag", lab.shop("1.0"), lab.shop("1.1"));
        var before = images(lab.shop("1.1"));
        var step = step();
        var output = apply(input(), step);
        assertThat(output.pulled()).isTrue();
        undo(input(), output, step);
        assertThat(images(lab.shop("1.1"))).isEqualTo(before);
    }

    /** Nothing at all comes, or the middle of a layer never comes. */
    @ParameterizedTest
    @ValueSource(ints = {0, 200_000})
    void registryThatStallsIsGivenUp(int bytes) throws Exception {
        try (StallingProxy registry = new StallingProxy(lab.registry(), bytes, false)) {
            assertThatThrownBy(() -> apply(slow(registry, Duration.ofSeconds(2)), step()))
                    .hasFieldOrPropertyWithValue("error", DockerError.REGISTRY_SLOW)
                    .hasMessageContaining("2 seconds");
        }
    }

    @Test
    void cancelStopsAPullFromARegistryThatNeverAnswers() throws Exception {
        try (StallingProxy registry = new StallingProxy(lab.registry(), 0, false)) {
            cancelled(registry);
        }
    }

    /** That the engine stops too is seen at the registry. */
    @Test
    void cancelAbortsASlowPullOnTheHost() throws Exception {
        try (StallingProxy registry = new StallingProxy(lab.registry(), 200_000, true)) {
            cancelled(registry);
            await().atMost(Duration.ofSeconds(5)).until(() -> registry.connections() == 0);
        }
    }

    private void cancelled(StallingProxy registry) throws InterruptedException {
        var step = step();
        var work = StepThread.start(step, () -> apply(slow(registry, Duration.ofMinutes(1)), step));
        await().until(registry::stalled);
        step.cancel();
        assertThat(work.ending(Duration.ofSeconds(5))).isInstanceOf(StepThread.Ending.Interrupted.class);
        assertThat(step.logged()).contains("was stopped");
    }

    @Test
    void fullDiskIsTold() {
        var small = lab.hostWithDisk(31, "2m");
        try (DockerConnector connector = new DockerConnector(on(small.url()))) {
            var pull = (PullImage) connector.operations().getFirst();
            assertThatThrownBy(() -> pull.apply(input("small", lab.shop("1.1"), null, Duration.ofMinutes(1)), step()))
                    .hasFieldOrPropertyWithValue("error", DockerError.DISK_FULL)
                    .hasMessageContainingAll("small", "docker.prune-images");
        } finally {
            small.kill();
        }
    }

    @Test
    void deadHostIsToldAtOnce() {
        try (DockerConnector connector = new DockerConnector(on(URI.create("tcp://127.0.0.1:9")))) {
            var pull = (PullImage) connector.operations().getFirst();
            assertThatThrownBy(() -> pull.apply(input("small", lab.shop("1.1"), null, Duration.ofMinutes(1)), step()))
                    .isInstanceOfSatisfying(ConnectorException.class, e -> {
                        assertThat(e.error()).isEqualTo(DockerError.HOST_UNREACHABLE);
                        assertThat(e.error().retryable()).isTrue();
                    })
                    .hasMessageContainingAll("small", "tcp://127.0.0.1:9", "nothing listens there");
        }
    }

    private ConnectorContext on(URI url) {
        return World.context(List.of(World.host("small", url)), lab);
    }

    private String images(String reference) {
        return host.docker("images", "-q", "--no-trunc", reference);
    }

    private PullImage.Input slow(StallingProxy registry, Duration patience) {
        return input(host.name(), registry.address() + "/shop:1.1", null, patience);
    }

    private PullImage.Input pull(String image, @Nullable Secret login) {
        return input(host.name(), image, login, Duration.ofSeconds(30));
    }

    private static PullImage.Input input(String host, String image, @Nullable Secret login, Duration patience) {
        return new PullImage.Input(host, image, login, When.ALWAYS, patience);
    }
}
