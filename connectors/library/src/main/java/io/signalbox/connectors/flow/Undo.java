package io.signalbox.connectors.flow;

import io.signalbox.sdk.ConnectorException;
import io.signalbox.sdk.Effect;
import io.signalbox.sdk.Field;
import io.signalbox.sdk.OperationInfo;
import io.signalbox.sdk.Plan;
import io.signalbox.sdk.Plannable;
import io.signalbox.sdk.Repeatable;
import io.signalbox.sdk.Step;
import io.signalbox.sdk.StepRun.UndoReport;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

@OperationInfo(
        id = "flow.undo",
        title = "Take changes back",
        summary =
                "Takes back what the run has changed, the latest first. Each undo is a step of its own in the timeline; what was"
                        + " taken back before is passed over.",
        effect = Effect.CHANGE,
        keywords = {"rollback", "revert", "compensate"},
        timeout = "PT2H")
final class Undo implements Plannable<Undo.Input, Undo.Output>, Repeatable<Undo.Input, Undo.Output> {

    // The host is not the place where this step works: it must not hold a permit there that its undo steps wait for.
    record Input(
            @Field(label = "Only on host", help = "Name of a host; left empty, changes on all hosts are taken back.")
            @Nullable
            String host,

            @Field(label = "Run", help = "Id of the run whose changes are taken back; left empty, this run's.")
            @Nullable
            String runId,

            @Field(
                    label = "On failure",
                    help = "What happens when a change cannot be taken back: fail, so that the step is tried again, or"
                            + " continue and say so in the result.",
                    defaultValue = "fail")
            OnFailure onFailure) {}

    enum OnFailure {
        FAIL,
        CONTINUE
    }

    record Output(
            @Field(label = "Undone", help = "One line for each change taken back.")
            List<String> undone,

            @Field(label = "Failed", help = "One line for each change that could not be taken back, with the reason.")
            List<String> failed,

            @Field(label = "Kept", help = "One line for each change that has no way back.")
            List<String> kept) {

        public Output {
            undone = List.copyOf(undone);
            failed = List.copyOf(failed);
            kept = List.copyOf(kept);
        }
    }

    @Override
    public Output apply(Input input, Step step) throws InterruptedException {
        UndoReport report = step.run().undo(input.runId, input.host);
        report.undone().forEach(line -> step.log().info("Undone: " + line));
        report.kept().forEach(line -> step.log().warn("Kept, it has no way back: " + line));
        report.failed().forEach(line -> step.log().error("Failed: " + line));
        if (!report.failed().isEmpty() && input.onFailure == OnFailure.FAIL) {
            throw new ConnectorException(
                    FlowError.FLOW_UNDO_INCOMPLETE,
                    report.failed().size() + " of "
                            + (report.failed().size() + report.undone().size())
                            + " changes could not be taken back: " + String.join("; ", report.failed())
                            + ". The next attempt goes on with these.");
        }
        return new Output(report.undone(), report.failed(), report.kept());
    }

    /** What has been taken back is passed over, so a repeat goes on with the rest. */
    @Override
    public boolean repeatable(Input input) {
        return true;
    }

    @Override
    public Plan<Output> plan(Input input, Step step) {
        String what = "changes of " + (input.runId == null ? "this run" : "run " + input.runId)
                + (input.host == null ? "" : " on host " + input.host);
        return new Plan<>(
                "Take back the " + what,
                List.of(new Plan.Change(Plan.Kind.UPDATE, what, Map.of(), Map.of("state", "undone"))),
                new Output(List.of(), List.of(), List.of()));
    }
}
