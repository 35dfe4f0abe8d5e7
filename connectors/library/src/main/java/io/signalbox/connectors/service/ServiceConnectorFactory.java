package io.signalbox.connectors.service;

import io.signalbox.sdk.ConnectorContext;
import io.signalbox.sdk.ConnectorFactory;

/** Found by its entry in {@code META-INF/services}. */
public final class ServiceConnectorFactory implements ConnectorFactory {

    @Override
    public ServiceConnector create(ConnectorContext context) {
        return new ServiceConnector(context);
    }
}
