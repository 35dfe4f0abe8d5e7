package io.signalbox.connectors.http;

import io.signalbox.sdk.ConnectorContext;
import io.signalbox.sdk.ConnectorFactory;

/** Found by its entry in {@code META-INF/services}. */
public final class HttpConnectorFactory implements ConnectorFactory {

    @Override
    public HttpConnector create(ConnectorContext context) {
        return new HttpConnector(context);
    }
}
