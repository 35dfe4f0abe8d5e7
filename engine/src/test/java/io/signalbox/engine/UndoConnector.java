package io.signalbox.engine;

import io.signalbox.sdk.Connector;
import io.signalbox.sdk.ConnectorInfo;
import io.signalbox.sdk.Effect;
import io.signalbox.sdk.Field;
import io.signalbox.sdk.Operation;
import io.signalbox.sdk.OperationInfo;
import io.signalbox.sdk.Repeatable;
import io.signalbox.sdk.Step;
import io.signalbox.sdk.StepRun.UndoReport;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** {@code flow.undo}, as the library has it. */
@ConnectorInfo(id = "flow", title = "Flow", summary = "For tests.")
final class UndoConnector implements Connector {

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(new Undo());
    }

    record In(
            @Nullable @Field(label = "Run") String runId,
            @Nullable @Field(label = "Host") String host) {}

    record Out(
            @Field(label = "Undone") List<String> undone,
            @Field(label = "Failed") List<String> failed,
            @Field(label = "Kept") List<String> kept) {}

    @OperationInfo(id = "flow.undo", title = "Undo", summary = "Takes changes back.", effect = Effect.CHANGE)
    static final class Undo implements Repeatable<In, Out> {
        @Override
        public boolean repeatable(In input) {
            return true;
        }

        @Override
        public Out apply(In input, Step step) throws InterruptedException {
            UndoReport report = step.run().undo(input.runId(), input.host());
            return new Out(report.undone(), report.failed(), report.kept());
        }
    }
}
