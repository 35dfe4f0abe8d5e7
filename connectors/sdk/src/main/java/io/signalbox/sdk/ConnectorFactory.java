package io.signalbox.sdk;

/** Makes a connector. Listed in {@code META-INF/services} of the connector's jar; needs a public constructor without parameters. */
public interface ConnectorFactory {

    /** Declare the class of the connector as the result: the id on it says which settings the context has. */
    Connector create(ConnectorContext context);
}
