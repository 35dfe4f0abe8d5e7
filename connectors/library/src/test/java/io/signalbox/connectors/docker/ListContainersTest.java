package io.signalbox.connectors.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.testkit.BadInput;
import io.signalbox.testkit.TestStep;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class ListContainersTest extends DockerContract<ListContainers.Input, ListContainers.Output> {

    private final TestStep earlier = step();

    @Override
    protected String operation() {
        return "docker.list-containers";
    }

    @Override
    protected void reset() throws Exception {
        super.reset();
        world.deployed("shop", "1.1", earlier);
        world.deployed("old", "1.0", step());
        host.docker("stop", "old");
    }

    @Override
    protected ListContainers.Input input() {
        return list(null, null, null);
    }

    @Override
    protected void verifyApplied(ListContainers.Input input, ListContainers.Output output, TestStep step) {
        assertThat(output.containers()).extracting(ContainerRow::name).containsExactly("old", "shop");
        assertThat(output.count()).isEqualTo(2);
        ContainerRow shop = output.containers().getLast();
        assertThat(shop.id()).isEqualTo(world.id("shop"));
        assertThat(shop.image()).isEqualTo(lab.shop("1.1"));
        assertThat(shop.imageDigests()).singleElement().asString().startsWith(lab.registry() + "/shop@sha256:");
        assertThat(shop.state()).isEqualTo("running");
        assertThat(shop.status()).startsWith("Up ");
        assertThat(shop.health()).isIn("starting", "healthy");
        assertThat(Instant.parse(shop.created()))
                .isBetween(Instant.now().minusSeconds(600), Instant.now().plusSeconds(1));
        assertThat(shop.labels()).containsEntry(Labels.STEP, earlier.id());
    }

    @Override
    protected Stream<BadInput<ListContainers.Input>> badInputs() {
        return Stream.of(new BadInput<>(
                "an unknown state", list(null, List.of("asleep"), null), DockerError.SETTINGS_INVALID, "states:"));
    }

    @Test
    void labelsStatesAndImagesSelect() throws Exception {
        assertThat(names(list(Map.of(Labels.STEP, earlier.id()), null, null))).containsExactly("shop");
        assertThat(names(list(Map.of(Labels.STEP, ""), null, null))).hasSize(2);
        assertThat(names(list(null, List.of("exited"), null))).containsExactly("old");
        assertThat(names(list(null, null, lab.registry() + "/shop"))).hasSize(2);
        assertThat(names(list(null, null, lab.shop("1.1")))).containsExactly("shop");
        assertThat(names(list(null, null, lab.shop("7.7")))).isEmpty();
    }

    @Test
    void imageIsToldAsGivenWhenItsTagHasMovedOn() throws Exception {
        host.docker("tag", lab.shop("1.0"), lab.shop("1.1"));
        try {
            assertThat(apply(input(), step()).containers().getLast().image()).isEqualTo(lab.shop("1.1"));
        } finally {
            host.removeContainers();
            host.docker("rmi", lab.shop("1.1"));
        }
    }

    @Test
    void hostThatTakesConnectionsAndDoesNotAnswerIsGivenUp() {
        var frozen = lab.host(2);
        frozen.freeze();
        var began = Instant.now();
        try {
            assertThatThrownBy(() -> apply(new ListContainers.Input(frozen.name(), null, null, null, null), step()))
                    .hasFieldOrPropertyWithValue("error", DockerError.HOST_UNREACHABLE)
                    .hasMessageContaining("does not answer");
        } finally {
            frozen.thaw();
        }
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(25));
    }

    private List<String> names(ListContainers.Input input) throws InterruptedException {
        return apply(input, step()).containers().stream()
                .map(ContainerRow::name)
                .toList();
    }

    private ListContainers.Input list(
            @Nullable Map<String, String> labels, @Nullable List<String> states, @Nullable String image) {
        return new ListContainers.Input(host.name(), null, labels, states, image);
    }
}
