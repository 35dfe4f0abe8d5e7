package io.signalbox.sdk;

import java.util.List;

/**
 * Speaks to one kind of system. Annotate with {@link ConnectorInfo}. Made once per node by its {@link ConnectorFactory}; closed
 * when the node shuts down.
 */
public interface Connector extends AutoCloseable {

    List<Operation<?, ?>> operations();

    /** Lets go of clients and pools. Called after the last step has ended. */
    @Override
    default void close() {}
}
