package io.signalbox.connectors.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.testkit.BadInput;
import io.signalbox.testkit.TestStep;
import org.junit.jupiter.api.Test;

import java.util.stream.Stream;

class ReadLogsTest extends DockerContract<ReadLogs.Input, ReadLogs.Output> {

    @Override
    protected String operation() {
        return "docker.read-logs";
    }

    @Override
    protected void reset() throws Exception {
        super.reset();
        host.docker(
                "run",
                "--name",
                "job",
                "--network",
                "host",
                "--entrypoint",
                "sh",
                lab.shop("1.0"),
                "-c",
                "seq 1 30; echo careful >&2; head -c 600000 /dev/zero | tr '\\0' x; echo; seq 1 30000");
    }

    @Override
    protected ReadLogs.Input input() {
        return new ReadLogs.Input(host.name(), "job", 5, null, true);
    }

    @Override
    protected void verifyApplied(ReadLogs.Input input, ReadLogs.Output output, TestStep step) {
        assertThat(output.text()).isEqualTo("29996\n29997\n29998\n29999\n30000\n");
        assertThat(output.lines()).isEqualTo(5);
        assertThat(step.logged()).endsWith("29999\n30000");
    }

    @Override
    protected Stream<BadInput<ReadLogs.Input>> badInputs() {
        return Stream.of(new BadInput<>(
                "a container that is not there",
                new ReadLogs.Input(host.name(), "nobody", 5, null, true),
                DockerError.CONTAINER_NOT_FOUND,
                "nobody"));
    }

    @Test
    void tooMuchIsCut() throws Exception {
        var output = apply(new ReadLogs.Input(host.name(), "job", 40_000, null, false), step());
        assertThat(output.truncated()).isTrue();
        assertThat(output.text()).startsWith("1\n2\n").hasSizeLessThanOrEqualTo(256 * 1024);
    }
}
