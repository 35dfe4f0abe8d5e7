package io.signalbox.connectors.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import io.signalbox.sdk.Effect;
import io.signalbox.sdk.Field;
import io.signalbox.sdk.Operation;
import io.signalbox.sdk.OperationInfo;
import io.signalbox.sdk.Step;
import io.signalbox.sdk.StepLog;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** Reads what a container wrote. */
@OperationInfo(
        id = "docker.read-logs",
        title = "Read the log of a container",
        summary = "Reads the last lines that a container wrote.",
        effect = Effect.READ,
        keywords = {"log", "tail", "output"})
final class ReadLogs implements Operation<ReadLogs.Input, ReadLogs.Output> {

    private static final int LONGEST = 256 * 1024;

    record Input(
            @Field(label = "Host", help = "Name of a host of the site.", role = Field.Role.HOST) @NotBlank
            String host,

            @Field(label = "Container name", help = "As people call it on the host.", example = "shop") @NotBlank
            String name,

            @Field(label = "Lines", help = "The last so many.", defaultValue = "100") @Min(1) @Max(10000)
            int tail,

            @Field(label = "Since", help = "Only what was written in this time up to now.", example = "10m") @Nullable
            Duration since,

            @Field(
                    label = "Into the log",
                    help = "Whether the lines also go into the log of the step.",
                    defaultValue = "true")
            boolean intoLog) {}

    record Output(
            @Field(label = "Text", help = "The lines, at most 256 KiB.")
            String text,

            @Field(label = "Lines", help = "How many there are.")
            int lines,

            @Field(label = "Cut", help = "Whether there was more than that.")
            boolean truncated) {}

    private final DockerHosts hosts;

    ReadLogs(DockerHosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public Output apply(Input input, Step step) throws InterruptedException {
        DockerHost host = hosts.get(input.host());
        InspectContainerResponse container = host.container(input.name());
        int since = input.since() == null
                ? 0
                : Math.toIntExact(step.clock().instant().minus(input.since()).getEpochSecond());
        StringBuilder text = new StringBuilder();
        int[] count = {0};
        boolean[] cut = {false};
        ContainerLog.read(host, container.getId(), input.tail(), since, (error, line) -> {
            if (text.length() + line.length() + 1 > LONGEST) {
                cut[0] = true;
                return false;
            }
            text.append(line).append('\n');
            count[0]++;
            if (input.intoLog()) {
                step.log().line(error ? StepLog.Level.WARN : StepLog.Level.INFO, line);
            }
            return true;
        });
        return new Output(text.toString(), count[0], cut[0]);
    }
}
