package io.signalbox.connectors.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.connectors.docker.RemoveContainer.IfMissing;
import io.signalbox.testkit.BadInput;
import io.signalbox.testkit.TestStep;
import org.junit.jupiter.api.Test;

import java.util.stream.Stream;

class RemoveContainerTest extends DockerContract<RemoveContainer.Input, RemoveContainer.Output> {

    @Override
    protected String operation() {
        return "docker.remove-container";
    }

    @Override
    protected void reset() throws Exception {
        super.reset();
        world.deployed("shop", "1.0", step());
    }

    @Override
    protected RemoveContainer.Input input() {
        return new RemoveContainer.Input(host.name(), "shop", true, IfMissing.FAIL);
    }

    @Override
    protected void verifyApplied(RemoveContainer.Input input, RemoveContainer.Output output, TestStep step) {
        assertThat(world.containers()).isEmpty();
        assertThat(output.removed()).isTrue();
        assertThat(output.image()).isEqualTo(lab.shop("1.0"));
    }

    @Override
    protected void verifyUntouched(RemoveContainer.Input input, TestStep step) {
        assertThat(world.containers()).isEqualTo("shop running shop:1.0");
    }

    @Override
    protected Stream<BadInput<RemoveContainer.Input>> badInputs() {
        return Stream.of(
                new BadInput<>(
                        "a container that is not there",
                        new RemoveContainer.Input(host.name(), "nobody", true, IfMissing.FAIL),
                        DockerError.CONTAINER_NOT_FOUND,
                        "nobody"),
                new BadInput<>(
                        "a running one that is not to be stopped",
                        new RemoveContainer.Input(host.name(), "shop", false, IfMissing.FAIL),
                        DockerError.SETTINGS_INVALID,
                        "stop:"));
    }

    @Test
    void missingContainerMayBeIgnored() throws Exception {
        var output = apply(new RemoveContainer.Input(host.name(), "nobody", true, IfMissing.IGNORE), step());
        assertThat(output.removed()).isFalse();
    }
}
