package io.signalbox.connectors.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.testkit.BadInput;
import io.signalbox.testkit.TestStep;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

class WaitUntilHealthyTest extends DockerContract<WaitUntilHealthy.Input, WaitUntilHealthy.Output> {

    @Override
    protected String operation() {
        return "docker.wait-until-healthy";
    }

    @Override
    protected void reset() throws Exception {
        super.reset();
        world.deployed("shop", "1.0", step());
        host.docker("run", "-d", "--name", "sick", "--network", "host", "-e", "SHOP_PORT=18082", lab.shop("1.2"));
    }

    @Override
    protected WaitUntilHealthy.Input input() {
        return wait("shop", Duration.ofSeconds(30));
    }

    @Override
    protected void verifyApplied(WaitUntilHealthy.Input input, WaitUntilHealthy.Output output, TestStep step) {
        assertThat(output.health()).isEqualTo("healthy");
        assertThat(output.containerId()).isEqualTo(world.id("shop"));
        assertThat(output.image()).isEqualTo(lab.shop("1.0"));
    }

    @Override
    protected Optional<WaitUntilHealthy.Input> endless() {
        return Optional.of(wait("sick", Duration.ofHours(1)));
    }

    @Override
    protected Stream<BadInput<WaitUntilHealthy.Input>> badInputs() {
        return Stream.of(
                new BadInput<>(
                        "a container that is not there",
                        wait("nobody", Duration.ofSeconds(5)),
                        DockerError.CONTAINER_NOT_FOUND,
                        "nobody"),
                new BadInput<>(
                        "a container that does not become healthy",
                        wait("sick", Duration.ofSeconds(3)),
                        DockerError.NOT_HEALTHY,
                        "after 3 seconds"));
    }

    @Test
    void lastCheckAndLastLinesAreTold() {
        var step = step();
        assertThatThrownBy(() -> apply(wait("sick", Duration.ofSeconds(4)), step))
                .hasMessageContainingAll("check ended with 1", "shop 1.2 listens on");
        assertThat(step.progressed().getLast().what()).contains("healthy");
    }

    @Test
    void containerWithoutACheckMustRunForAWhile() throws Exception {
        var before = Instant.now();
        host.docker(
                "run",
                "-d",
                "--name",
                "plain",
                "--network",
                "host",
                "--no-healthcheck",
                "-e",
                "SHOP_PORT=18083",
                lab.shop("1.0"));
        var output = apply(wait("plain", Duration.ofSeconds(30)), step());
        assertThat(output.health()).isEqualTo("none");
        assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofSeconds(2));
    }

    @Test
    void containerThatEndsEndsTheWaitAtOnce() {
        host.docker(
                "run",
                "-d",
                "--name",
                "brief",
                "--network",
                "host",
                "--entrypoint",
                "sh",
                lab.shop("1.0"),
                "-c",
                "echo bye; sleep 1; exit 5");
        var before = Instant.now();
        assertThatThrownBy(() -> apply(wait("brief", Duration.ofMinutes(2)), step()))
                .hasFieldOrPropertyWithValue("error", DockerError.CONTAINER_EXITED)
                .hasMessageContainingAll("exit code 5", "bye");
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void restartLoopEndsTheWait() {
        host.docker(
                "run",
                "-d",
                "--name",
                "loop",
                "--restart",
                "always",
                "--network",
                "host",
                "--entrypoint",
                "false",
                lab.shop("1.0"));
        assertThatThrownBy(() -> apply(wait("loop", Duration.ofMinutes(2)), step()))
                .hasFieldOrPropertyWithValue("error", DockerError.CONTAINER_EXITED)
                .hasMessageContaining("restarted");
    }

    @Test
    void nextAttemptDoesNotBeginTheWaitAgain() {
        var step = step();
        step.checkpoint(
                new WaitUntilHealthy.Began(Instant.now().minusSeconds(100).toString()));
        var before = Instant.now();
        assertThatThrownBy(() -> apply(wait("sick", Duration.ofSeconds(60)), step.nextAttempt()))
                .hasFieldOrPropertyWithValue("error", DockerError.NOT_HEALTHY);
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(30));
    }

    private WaitUntilHealthy.Input wait(String name, Duration within) {
        return new WaitUntilHealthy.Input(host.name(), name, within, Duration.ofSeconds(2), Duration.ofMillis(300));
    }
}
