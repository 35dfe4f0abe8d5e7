package io.signalbox.connectors.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.sdk.ConnectorException;
import io.signalbox.sdk.Host;
import io.signalbox.sdk.Service;
import io.signalbox.testkit.BadInput;
import io.signalbox.testkit.StepThread;
import io.signalbox.testkit.TestStep;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

class ReplaceContainerTest extends DockerContract<ReplaceContainer.Input, ReplaceContainer.Output> {

    /** The step that made what runs before. */
    private final TestStep earlier = step();

    private String before = "";
    private String previousBefore = "";

    @Override
    protected String operation() {
        return "docker.replace-container";
    }

    /** {@code shop} runs 1.0, and {@code shop.previous} is there too. */
    @Override
    protected void reset() throws Exception {
        super.reset();
        world.deployed("shop.previous", "1.1", earlier);
        host.docker("stop", "shop.previous");
        world.deployed("shop", "1.0", earlier);
        before = world.configuration("shop");
        previousBefore = world.configuration("shop.previous");
    }

    @Override
    protected ReplaceContainer.Input input() {
        return shop("1.1", _ -> {});
    }

    @Override
    protected void verifyApplied(ReplaceContainer.Input input, ReplaceContainer.Output output, TestStep step) {
        String parked = "shop.parked-" + step.id().substring(0, 8);
        assertThat(world.containers())
                .isEqualTo("shop running shop:1.1\n" + parked + " exited shop:1.1\nshop.previous exited shop:1.0");
        assertThat(world.id("shop")).isEqualTo(output.containerId());
        assertThat(world.id("shop.previous")).isEqualTo(output.previousContainerId());
        assertThat(world.id(parked)).isEqualTo(output.parkedContainerId());
        assertThat(output.previousImage()).isEqualTo(lab.shop("1.0"));
    }

    /** The very same containers, in the same states. */
    @Override
    protected void verifyUntouched(ReplaceContainer.Input input, TestStep step) {
        assertThat(world.containers()).isEqualTo("shop running shop:1.0\nshop.previous exited shop:1.1");
        assertThat(world.configuration("shop")).isEqualTo(before);
        assertThat(world.configuration("shop.previous")).isEqualTo(previousBefore);
    }

    @Override
    protected Stream<BadInput<ReplaceContainer.Input>> badInputs() {
        return Stream.of(
                new BadInput<>(
                        "an image that is not there", shop("0.0", _ -> {}), DockerError.IMAGE_NOT_PULLED, "shop:0.0"),
                new BadInput<>(
                        "a container that ends at once, and puts the old one back",
                        shop("1.1", f -> f.entrypoint = List.of("sh", "-c", "echo bad start; exit 3")),
                        DockerError.CONTAINER_EXITED,
                        "bad start"),
                new BadInput<>(
                        "a container that cannot start, and puts the old one back",
                        shop("1.1", f -> f.entrypoint = List.of("/bin/nothing")),
                        DockerError.COMMAND_NOT_FOUND,
                        "nothing"),
                new BadInput<>(
                        "a start beside the old one on the same port",
                        shop("1.1", f -> f.order = Replacement.Order.START_FIRST),
                        DockerError.PORT_TAKEN,
                        "in use"));
    }

    @Test
    void runsItWhereNothingWasBefore() throws Exception {
        host.removeContainers();
        var step = step();
        var output = apply(input(), step);
        assertThat(output.previousContainerId()).isNull();
        assertThat(world.containers()).isEqualTo("shop running shop:1.1");
        undo(input(), output, step);
        assertThat(world.containers()).isEmpty();
    }

    @Test
    void newOneMayStartBesideTheOldOne() throws Exception {
        var input = shop("1.1", f -> {
            f.order = Replacement.Order.START_FIRST;
            f.environment = Map.of("SHOP_PORT", "18082");
        });
        var step = step();
        verifyApplied(input, apply(input, step), step);
    }

    @Test
    void containerThatIsNotOursIsLeftAlone() {
        host.removeContainers();
        world.foreign("shop", "1.0");
        var id = world.id("shop");
        assertThatThrownBy(() -> apply(input(), step()))
                .hasFieldOrPropertyWithValue("error", DockerError.NAME_TAKEN)
                .hasMessageContaining("adopt");
        assertThat(world.id("shop")).isEqualTo(id);
        assertThat(world.containers()).isEqualTo("shop running shop:1.0");
    }

    @Test
    void containerThatIsNotOursMayBeAdopted() throws Exception {
        host.removeContainers();
        world.foreign("shop", "1.0");
        apply(shop("1.1", f -> f.adopt = true), step());
        assertThat(world.containers()).isEqualTo("shop running shop:1.1\nshop.previous exited shop:1.0");
    }

    @Test
    void whatAnEarlierRunParkedIsRemovedByTheNextReplacement() throws Exception {
        host.docker("rename", "shop.previous", "shop.parked-deadbeef");
        apply(input(), step());
        assertThat(world.containers()).isEqualTo("shop running shop:1.1\nshop.previous exited shop:1.0");
    }

    /** The node died between the start of the new one and the removal. */
    @Test
    void isNotFoundDoneAsLongAsWhatAnEarlierRunParkedIsThere() throws Exception {
        TestStep step = step();
        var output = apply(input(), step);
        host.docker("create", "--name", "shop.parked-deadbeef", lab.shop("1.0"));
        assertThat(find(input(), step)).isEmpty();
        assertThat(apply(input(), step.nextAttempt())).isEqualTo(output);
        assertThat(find(input(), step)).contains(output);
        verifyApplied(input(), output, step);
    }

    @Test
    void twoReplacementsOfOneRunAreTakenBackOneByOne() throws Exception {
        TestStep first = step();
        TestStep second = step();
        var one = apply(input(), first);
        var two = apply(shop("1.0", _ -> {}), second);
        assertThatThrownBy(() -> undo(input(), one, first))
                .hasFieldOrPropertyWithValue("error", DockerError.SUPERSEDED);
        undo(input(), two, second);
        undo(input(), one, first);
        verifyUntouched(input(), first);
    }

    /** Lets the node die after each of its calls to the engine, one after the other. */
    @Test
    void everyStateInBetweenLeadsOnAndBack() throws Exception {
        Host known = context().site().host(host.name()).orElseThrow();
        Service service = context().site().service("shop").orElseThrow();
        ContainerSpec spec = ContainerSpec.read(input(), context().site().settings(service, known));
        for (int calls = 1; calls < 60; calls++) {
            TestStep step = step();
            AtomicInteger left = new AtomicInteger(calls);
            try (DockerHost dying = DyingTransport.host(known, left)) {
                new Replacement(dying, step, "shop").apply(spec, Replacement.Order.STOP_FIRST, false);
            } catch (ConnectorException e) {
                assertThat(e.error()).isEqualTo(DockerError.HOST_UNREACHABLE);
            }
            Optional<ReplaceContainer.Output> found = find(input(), step);
            if (found.isPresent()) {
                verifyApplied(input(), found.get(), step);
            }
            var output = found.isPresent() ? found.get() : apply(input(), step.nextAttempt());
            verifyApplied(input(), output, step);
            undo(input(), output, step);
            verifyUntouched(input(), step);
            if (left.get() > 0) {
                assertThat(calls).isGreaterThan(12);
                return;
            }
        }
        throw new AssertionError("a replacement takes more than 60 calls");
    }

    /** The same for a host that died under the last attempt. */
    @Test
    void everyStateInBetweenCanBeTakenBack() throws Exception {
        Host known = context().site().host(host.name()).orElseThrow();
        Service service = context().site().service("shop").orElseThrow();
        ContainerSpec spec = ContainerSpec.read(input(), context().site().settings(service, known));
        for (int calls = 1; calls < 60; calls++) {
            TestStep step = step();
            try (DockerHost dying = DyingTransport.host(known, new AtomicInteger(calls))) {
                new Replacement(dying, step, "shop").apply(spec, Replacement.Order.STOP_FIRST, false);
            } catch (ConnectorException e) {
                assertThat(e.error()).isEqualTo(DockerError.HOST_UNREACHABLE);
            }
            Optional<ReplaceContainer.Output> found = find(input(), step);
            if (found.isPresent()) {
                undo(input(), found.get(), step);
                assertThat(calls).isGreaterThan(5);
                return;
            }
            ((ReplaceContainer) operationUnderTest()).undoUnfinished(input(), step);
            verifyUntouched(input(), step);
        }
        throw new AssertionError("a replacement takes more than 60 calls");
    }

    /** The same for the way back. */
    @Test
    void everyStateOfAnUndoLeadsBack() throws Exception {
        Host known = context().site().host(host.name()).orElseThrow();
        for (int calls = 1; calls < 30; calls++) {
            TestStep step = step();
            var output = apply(input(), step);
            AtomicInteger left = new AtomicInteger(calls);
            try (DockerHost dying = DyingTransport.host(known, left)) {
                new Replacement(dying, step, "shop").undo(null);
            } catch (ConnectorException e) {
                assertThat(e.error()).isEqualTo(DockerError.HOST_UNREACHABLE);
            }
            undo(input(), output, step.nextAttempt());
            verifyUntouched(input(), step);
            if (left.get() > 0) {
                assertThat(calls).isGreaterThan(5);
                return;
            }
        }
        throw new AssertionError("an undo takes more than 30 calls");
    }

    @Test
    void cancelWhileTheOldOneStopsPutsItBack() throws Exception {
        host.removeContainers();
        var input = shop("1.1", _ -> {});
        var ignoresTerm =
                shop("1.0", f -> f.entrypoint = List.of("sh", "-c", "trap '' TERM; while :; do sleep 1; done"));
        apply(ignoresTerm, step());
        var was = world.configuration("shop");
        var step = step();
        var work = StepThread.start(step, () -> apply(input, step));
        assertThat(work.ends(Duration.ofMillis(1500))).isFalse();
        step.cancel();
        assertThat(work.ending(Duration.ofSeconds(5))).isInstanceOf(StepThread.Ending.Interrupted.class);
        assertThat(world.configuration("shop")).isEqualTo(was);
        assertThat(world.containers()).isEqualTo("shop running shop:1.0");
    }

    private ReplaceContainer.Input shop(String version, Consumer<Fields> change) {
        var fields = new Fields();
        fields.service = "shop";
        change.accept(fields);
        return fields.replace(host.name(), "shop", lab.shop(version));
    }
}
