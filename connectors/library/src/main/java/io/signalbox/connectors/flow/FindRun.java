package io.signalbox.connectors.flow;

import io.signalbox.sdk.Effect;
import io.signalbox.sdk.Field;
import io.signalbox.sdk.Operation;
import io.signalbox.sdk.OperationInfo;
import io.signalbox.sdk.Step;
import io.signalbox.sdk.StepRun.PastRun;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Optional;

@OperationInfo(
        id = "flow.find-run",
        title = "Find an earlier run",
        summary =
                "Finds the latest run of a runbook that succeeded with given inputs and was not rolled back. Finding none is no"
                        + " error: the result says so.",
        effect = Effect.READ,
        keywords = {"history", "last good", "previous"})
final class FindRun implements Operation<FindRun.Input, FindRun.Output> {

    record Input(
            @Field(label = "Runbook", help = "Key of the runbook.", example = "deploy") @NotBlank
            String runbook,

            @Field(
                    label = "Inputs",
                    help = "What the run must have been started with, by name; inputs not named do not matter.",
                    example = "service=shop")
            @Nullable
            Map<String, String> inputs,

            @Field(
                    label = "Skip",
                    help = "How many of the latest to pass over; 1 gives the one before the latest.",
                    defaultValue = "0")
            @PositiveOrZero
            int skip) {}

    record Output(
            @Field(label = "Found", help = "Whether there is such a run.")
            boolean found,

            @Field(label = "Run", help = "Id of the run; null if there is none.") @Nullable
            String runId,

            @Field(label = "Inputs", help = "What the run was started with, by name; empty if there is none.")
            Map<String, Object> inputs) {

        public Output {
            inputs = Map.copyOf(inputs);
        }
    }

    @Override
    public Output apply(Input input, Step step) {
        Map<String, String> wanted = input.inputs == null ? Map.of() : input.inputs;
        Optional<PastRun> run = step.run().lastSucceeded(input.runbook, wanted, input.skip);
        step.log()
                .info(run.map(r -> "Found run " + r.runId() + ".")
                        .orElse("No run of " + input.runbook + " succeeded with " + wanted + "."));
        return run.map(r -> new Output(true, r.runId(), r.inputs())).orElseGet(() -> new Output(false, null, Map.of()));
    }
}
