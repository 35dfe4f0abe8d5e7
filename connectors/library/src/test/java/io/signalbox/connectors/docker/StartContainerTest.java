package io.signalbox.connectors.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.testkit.BadInput;
import io.signalbox.testkit.TestStep;
import org.junit.jupiter.api.Test;

import java.util.stream.Stream;

class StartContainerTest extends DockerContract<StartContainer.Input, StartContainer.Output> {

    @Override
    protected String operation() {
        return "docker.start-container";
    }

    @Override
    protected void reset() throws Exception {
        super.reset();
        world.deployed("shop", "1.0", step());
        host.docker("stop", "shop");
    }

    @Override
    protected StartContainer.Input input() {
        return new StartContainer.Input(host.name(), "shop");
    }

    @Override
    protected void verifyApplied(StartContainer.Input input, StartContainer.Output output, TestStep step) {
        assertThat(world.containers()).isEqualTo("shop running shop:1.0");
        assertThat(output.started()).isTrue();
    }

    @Override
    protected void verifyUntouched(StartContainer.Input input, TestStep step) {
        assertThat(world.containers()).isEqualTo("shop exited shop:1.0");
    }

    @Override
    protected Stream<BadInput<StartContainer.Input>> badInputs() {
        return Stream.of(new BadInput<>(
                "a container that is not there",
                new StartContainer.Input(host.name(), "nobody"),
                DockerError.CONTAINER_NOT_FOUND,
                "nobody"));
    }

    @Test
    void containerThatRunsIsLeftRunningByAnUndo() throws Exception {
        host.docker("start", "shop");
        var step = step();
        var output = apply(input(), step);
        assertThat(output.started()).isFalse();
        undo(input(), output, step);
        assertThat(world.containers()).isEqualTo("shop running shop:1.0");
    }
}
