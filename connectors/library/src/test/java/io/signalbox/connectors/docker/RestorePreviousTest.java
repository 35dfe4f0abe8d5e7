package io.signalbox.connectors.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.testkit.BadInput;
import io.signalbox.testkit.TestStep;
import org.junit.jupiter.api.Test;

import java.util.stream.Stream;

class RestorePreviousTest extends DockerContract<RestorePrevious.Input, RestorePrevious.Output> {

    private String current = "";
    private String previous = "";

    @Override
    protected String operation() {
        return "docker.restore-previous";
    }

    @Override
    protected void reset() throws Exception {
        super.reset();
        world.deployed("shop.previous", "1.0", step());
        host.docker("stop", "shop.previous");
        world.deployed("shop", "1.1", step());
        current = world.configuration("shop");
        previous = world.configuration("shop.previous");
    }

    @Override
    protected RestorePrevious.Input input() {
        return new RestorePrevious.Input(host.name(), "shop");
    }

    @Override
    protected void verifyApplied(RestorePrevious.Input input, RestorePrevious.Output output, TestStep step) {
        assertThat(world.containers()).isEqualTo("shop running shop:1.0\nshop.previous exited shop:1.1");
        assertThat(world.configuration("shop")).isEqualTo(previous);
        assertThat(world.configuration("shop.previous")).isEqualTo(current);
        assertThat(output.containerId()).isEqualTo(world.id("shop"));
        assertThat(output.replacedContainerId()).isEqualTo(world.id("shop.previous"));
    }

    @Override
    protected void verifyUntouched(RestorePrevious.Input input, TestStep step) {
        assertThat(world.containers()).isEqualTo("shop running shop:1.1\nshop.previous exited shop:1.0");
        assertThat(world.configuration("shop")).isEqualTo(current);
        assertThat(world.configuration("shop.previous")).isEqualTo(previous);
    }

    @Override
    protected Stream<BadInput<RestorePrevious.Input>> badInputs() {
        return Stream.of(new BadInput<>(
                "a name without a kept container",
                new RestorePrevious.Input(host.name(), "other"),
                DockerError.NO_PREVIOUS,
                "other.previous"));
    }

    @Test
    void isBroughtBackWhereNothingRunsNow() throws Exception {
        host.docker("rm", "-f", "shop");
        var step = step();
        var output = apply(input(), step);
        assertThat(world.containers()).isEqualTo("shop running shop:1.0");
        undo(input(), output, step);
        assertThat(world.containers()).isEqualTo("shop.previous exited shop:1.0");
    }

    @Test
    void previousThatDoesNotStartLeavesEverythingAsItWas() {
        host.docker("rm", "-f", "shop.previous");
        host.docker(
                "run",
                "--name",
                "shop.previous",
                "--network",
                "host",
                "--entrypoint",
                "sh",
                lab.shop("1.0"),
                "-c",
                "exit 0");
        assertThatThrownBy(() -> apply(input(), step()))
                .hasFieldOrPropertyWithValue("error", DockerError.CONTAINER_EXITED);
        assertThat(world.containers()).isEqualTo("shop running shop:1.1\nshop.previous exited shop:1.0");
    }
}
