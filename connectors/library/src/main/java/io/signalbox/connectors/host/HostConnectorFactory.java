package io.signalbox.connectors.host;

import io.signalbox.sdk.ConnectorContext;
import io.signalbox.sdk.ConnectorFactory;

/** Found by its entry in {@code META-INF/services}. */
public final class HostConnectorFactory implements ConnectorFactory {

    @Override
    public HostConnector create(ConnectorContext context) {
        return new HostConnector(context);
    }
}
