package io.signalbox.connectors.flow;

import io.signalbox.sdk.ConnectorContext;
import io.signalbox.sdk.ConnectorFactory;

/** Found by its entry in {@code META-INF/services}. */
public final class FlowConnectorFactory implements ConnectorFactory {

    @Override
    public FlowConnector create(ConnectorContext context) {
        return new FlowConnector(context);
    }
}
