package io.signalbox.connectors.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.testkit.BadInput;
import io.signalbox.testkit.StepThread;
import io.signalbox.testkit.TestStep;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.stream.Stream;

class StopContainerTest extends DockerContract<StopContainer.Input, StopContainer.Output> {

    @Override
    protected String operation() {
        return "docker.stop-container";
    }

    @Override
    protected void reset() throws Exception {
        super.reset();
        world.deployed("shop", "1.0", step());
    }

    @Override
    protected StopContainer.Input input() {
        return new StopContainer.Input(host.name(), "shop", null);
    }

    @Override
    protected void verifyApplied(StopContainer.Input input, StopContainer.Output output, TestStep step) {
        assertThat(world.containers()).isEqualTo("shop exited shop:1.0");
        assertThat(output.stopped()).isTrue();
    }

    @Override
    protected void verifyUntouched(StopContainer.Input input, TestStep step) {
        assertThat(world.containers()).isEqualTo("shop running shop:1.0");
    }

    @Override
    protected Stream<BadInput<StopContainer.Input>> badInputs() {
        return Stream.of(
                new BadInput<>(
                        "a container that is not there",
                        new StopContainer.Input(host.name(), "nobody", null),
                        DockerError.CONTAINER_NOT_FOUND,
                        "nobody"),
                new BadInput<>(
                        "a negative grace period",
                        new StopContainer.Input(host.name(), "shop", Duration.ofSeconds(-1)),
                        DockerError.SETTINGS_INVALID,
                        "gracePeriod"));
    }

    /** The engine cannot be told to let go, so what was begun is brought to an end where an undo sees it. */
    @Test
    void cancelOfASlowStopLeavesAStoppedContainerThatCanBeTakenBack() throws Exception {
        host.removeContainers();
        host.docker(
                "run",
                "-d",
                "--name",
                "shop",
                "--network",
                "host",
                "--entrypoint",
                "sh",
                lab.shop("1.0"),
                "-c",
                "trap '' TERM; while :; do sleep 1; done");
        var step = step();
        var input = new StopContainer.Input(host.name(), "shop", Duration.ofMinutes(5));
        var work = StepThread.start(step, () -> apply(input, step));
        assertThat(work.ends(Duration.ofSeconds(1))).isFalse();
        step.cancel();
        assertThat(work.ending(Duration.ofSeconds(5))).isInstanceOf(StepThread.Ending.Interrupted.class);
        var found = find(input, step);
        assertThat(found).isPresent();
        undo(input, found.get(), step);
        assertThat(world.containers()).isEqualTo("shop running shop:1.0");
    }
}
