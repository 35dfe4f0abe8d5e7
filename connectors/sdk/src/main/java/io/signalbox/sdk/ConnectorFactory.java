package io.signalbox.sdk;

/** Makes a connector. Listed in {@code META-INF/services} of the connector's jar; needs a public constructor without parameters. */
public interface ConnectorFactory {

    Connector create(ConnectorContext context);
}
