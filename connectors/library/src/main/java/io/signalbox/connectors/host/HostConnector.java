package io.signalbox.connectors.host;

import io.signalbox.sdk.Connector;
import io.signalbox.sdk.ConnectorContext;
import io.signalbox.sdk.ConnectorInfo;
import io.signalbox.sdk.Operation;

import java.util.List;

@ConnectorInfo(
        id = "host",
        title = "Hosts",
        summary = "Selects hosts of the site by label and cuts them into batches.",
        keywords = {"site", "inventory", "labels", "batch"},
        errors = HostError.class)
final class HostConnector implements Connector {

    private final List<Operation<?, ?>> operations;

    HostConnector(ConnectorContext context) {
        this.operations = List.of(new Select(context));
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return operations;
    }
}
