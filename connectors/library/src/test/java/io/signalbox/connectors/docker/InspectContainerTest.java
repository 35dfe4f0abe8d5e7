package io.signalbox.connectors.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.connectors.docker.InspectContainer.IfMissing;
import io.signalbox.testkit.BadInput;
import io.signalbox.testkit.TestStep;
import org.junit.jupiter.api.Test;

import java.util.stream.Stream;

class InspectContainerTest extends DockerContract<InspectContainer.Input, InspectContainer.Output> {

    @Override
    protected String operation() {
        return "docker.inspect-container";
    }

    @Override
    protected void reset() throws Exception {
        super.reset();
        world.deployed("shop", "1.1", step());
    }

    @Override
    protected InspectContainer.Input input() {
        return new InspectContainer.Input(host.name(), "shop", IfMissing.FAIL);
    }

    @Override
    protected void verifyApplied(InspectContainer.Input input, InspectContainer.Output output, TestStep step) {
        assertThat(output.exists()).isTrue();
        assertThat(output.running()).isTrue();
        assertThat(output.name()).isEqualTo("shop");
        assertThat(output.containerId()).isEqualTo(world.id("shop"));
        assertThat(output.image()).isEqualTo(lab.shop("1.1"));
        assertThat(output.networkMode()).isEqualTo("host");
        assertThat(output.labels()).containsEntry(Labels.RUN, "another-run");
        assertThat(output.finishedAt()).isEmpty();
    }

    @Override
    protected Stream<BadInput<InspectContainer.Input>> badInputs() {
        return Stream.of(new BadInput<>(
                "a container that is not there",
                new InspectContainer.Input(host.name(), "nobody", IfMissing.FAIL),
                DockerError.CONTAINER_NOT_FOUND,
                "nobody"));
    }

    @Test
    void missingContainerMayBeReported() throws Exception {
        assertThat(apply(new InspectContainer.Input(host.name(), "nobody", IfMissing.REPORT), step())
                        .exists())
                .isFalse();
    }
}
