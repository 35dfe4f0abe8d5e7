package io.signalbox.connectors.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.testkit.BadInput;
import io.signalbox.testkit.TestStep;

import java.util.stream.Stream;

class RestartContainerTest extends DockerContract<RestartContainer.Input, RestartContainer.Output> {

    private String startedBefore = "";

    @Override
    protected String operation() {
        return "docker.restart-container";
    }

    @Override
    protected void reset() throws Exception {
        super.reset();
        world.deployed("shop", "1.0", step());
        startedBefore = started();
    }

    @Override
    protected RestartContainer.Input input() {
        return new RestartContainer.Input(host.name(), "shop");
    }

    @Override
    protected void verifyApplied(RestartContainer.Input input, RestartContainer.Output output, TestStep step) {
        assertThat(world.containers()).isEqualTo("shop running shop:1.0");
        assertThat(output.startedAt()).isEqualTo(started()).isNotEqualTo(startedBefore);
    }

    @Override
    protected void verifyUntouched(RestartContainer.Input input, TestStep step) {
        assertThat(started()).isEqualTo(startedBefore);
    }

    @Override
    protected Stream<BadInput<RestartContainer.Input>> badInputs() {
        return Stream.of(new BadInput<>(
                "a container that is not there",
                new RestartContainer.Input(host.name(), "nobody"),
                DockerError.CONTAINER_NOT_FOUND,
                "nobody"));
    }

    private String started() {
        return host.docker("inspect", "--format", "{{.State.StartedAt}}", "shop");
    }
}
