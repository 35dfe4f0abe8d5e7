package io.signalbox.connectors.flow;

import io.signalbox.sdk.Connector;
import io.signalbox.sdk.ConnectorContext;
import io.signalbox.sdk.ConnectorInfo;
import io.signalbox.sdk.Operation;

import java.util.List;

@ConnectorInfo(
        id = "flow",
        title = "Flow",
        summary = "What a run does about itself: notes, waits, taking its changes back, looking up earlier runs.",
        keywords = {"run", "timeline", "pause", "rollback"},
        errors = FlowError.class)
final class FlowConnector implements Connector {

    private final List<Operation<?, ?>> operations = List.of(new Note(), new Wait(), new Undo(), new FindRun());

    FlowConnector(@SuppressWarnings("unused") ConnectorContext context) {} // as every factory calls it

    @Override
    public List<Operation<?, ?>> operations() {
        return operations;
    }
}
