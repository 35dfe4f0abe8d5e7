package io.signalbox.connectors.docker;

import io.signalbox.sdk.ConnectorContext;
import io.signalbox.sdk.ConnectorFactory;

/** Makes the docker connector. */
public final class DockerConnectorFactory implements ConnectorFactory {

    @Override
    public DockerConnector create(ConnectorContext context) {
        return new DockerConnector(context);
    }
}
