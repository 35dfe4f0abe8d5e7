package io.signalbox.connectors.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.sdk.ConnectorException;
import io.signalbox.sdk.Host;
import io.signalbox.sdk.StepLog;
import io.signalbox.testkit.BadInput;
import io.signalbox.testkit.StepThread;
import io.signalbox.testkit.TestStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

class ExecTest extends DockerContract<Exec.Input, Exec.Output> {

    @Override
    protected String operation() {
        return "docker.exec";
    }

    @Override
    protected void reset() throws Exception {
        super.reset();
        world.deployed("shop", "1.0", step());
    }

    @Override
    protected Exec.Input input() {
        return shell("echo $GREETING; echo careful >&2; cat /dev/null");
    }

    @Override
    protected void verifyApplied(Exec.Input input, Exec.Output output, TestStep step) {
        assertThat(output).isEqualTo(new Exec.Output(0, "hello\n", "careful\n", false));
        assertThat(step.lines())
                .contains(
                        new TestStep.Line(StepLog.Level.INFO, "hello"),
                        new TestStep.Line(StepLog.Level.WARN, "careful"));
    }

    @Override
    protected Optional<Exec.Input> endless() {
        return Optional.of(shell("sleep 98765"));
    }

    /** Nothing of the command is left on the host. */
    @Override
    protected void verifyCancelled(Exec.Input input, TestStep step) {
        assertThat(host.docker("top", "shop")).doesNotContain("98765");
        assertThat(step.logged()).contains("The command was killed.");
    }

    @Override
    protected Stream<BadInput<Exec.Input>> badInputs() {
        return Stream.of(
                new BadInput<>(
                        "a container that is not there",
                        in("nobody", "true"),
                        DockerError.CONTAINER_NOT_FOUND,
                        "nobody"),
                new BadInput<>(
                        "a program that is not there", in("shop", "nothing"), DockerError.COMMAND_NOT_FOUND, "nothing"),
                new BadInput<>(
                        "a command that fails",
                        shell("echo no space; exit 4"),
                        DockerError.EXEC_FAILED,
                        "exit code 4"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trap '' TERM; while :; do sleep 98765; done",
                "sleep 98765 & sleep 98765 & wait",
                "while :; do echo line; done; : 98765"
            })
    void nothingSurvivesACancel(String line) throws Exception {
        var step = step();
        var input = shell(line);
        var work = StepThread.start(step, () -> apply(input, step));
        assertThat(work.ends(Duration.ofSeconds(1))).isFalse();
        step.cancel();
        assertThat(work.ending(Duration.ofSeconds(5))).isInstanceOf(StepThread.Ending.Interrupted.class);
        verifyCancelled(input, step);
    }

    @Test
    void exitCodeIsReturnedWhenItIsNoError() throws Exception {
        var input = new Exec.Input(host.name(), "shop", List.of("sh", "-c", "exit 4"), null, null, null, false);
        assertThat(apply(input, step()).exitCode()).isEqualTo(4);
    }

    @Test
    void longOutputIsWholeInTheLogAndCutInTheOutput() throws Exception {
        var step = step();
        var output = apply(shell("seq 1 20000"), step);
        assertThat(output.truncated()).isTrue();
        assertThat(output.stdout()).hasSizeLessThanOrEqualTo(64 * 1024);
        assertThat(step.lines().stream().filter(l -> l.text().matches("\\d+"))).hasSize(20000);
    }

    @Test
    void stoppedContainerIsRefused() {
        host.docker("stop", "shop");
        assertThatThrownBy(() -> apply(input(), step()))
                .hasFieldOrPropertyWithValue("error", DockerError.CONTAINER_NOT_RUNNING);
    }

    /** Lets the node lose the host after each of its calls: only what was not begun may be tried again without a person. */
    @Test
    void hostThatIsLostWhileTheCommandRunsLeavesItsOutcomeOpen() throws Exception {
        Host known = context().site().host(host.name()).orElseThrow();
        List<DockerError> errors = new ArrayList<>();
        for (int calls = 1; ; calls++) {
            try (DockerHost dying = DyingTransport.host(known, new AtomicInteger(calls))) {
                Exec.apply(dying, input(), step());
                break;
            } catch (ConnectorException e) {
                errors.add((DockerError) e.error());
            }
        }
        assertThat(errors)
                .startsWith(DockerError.HOST_UNREACHABLE, DockerError.HOST_UNREACHABLE)
                .endsWith(DockerError.EXEC_OUTCOME_UNKNOWN, DockerError.EXEC_OUTCOME_UNKNOWN);
        assertThat(DockerError.EXEC_OUTCOME_UNKNOWN.outcomeUnknown()).isTrue();
    }

    private Exec.Input shell(String line) {
        return new Exec.Input(
                host.name(), "shop", List.of("sh", "-c", line), Map.of("GREETING", "hello"), null, null, true);
    }

    private Exec.Input in(String container, String program) {
        return new Exec.Input(host.name(), container, List.of(program), null, null, null, true);
    }
}
