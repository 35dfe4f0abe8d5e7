package io.signalbox.connectors.docker;

import io.signalbox.sdk.ConnectorContext;
import io.signalbox.sdk.ConnectorFactory;
import io.signalbox.sdk.Operation;
import io.signalbox.sdk.describe.Catalogue;
import io.signalbox.testkit.OperationContract;
import io.signalbox.testkit.lab.Lab;
import io.signalbox.testkit.lab.LabHost;
import io.signalbox.testkit.lab.NeedsLab;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import java.util.List;
import java.util.Objects;

/** The contract of an operation of this connector, on the first host of the lab. */
@NeedsLab
abstract class DockerContract<I extends Record, O extends Record> extends OperationContract<I, O> {

    protected final Lab lab = Lab.require();
    protected final LabHost host = lab.host(1);
    protected final World world = new World(lab);
    private final DockerConnector connector = new DockerConnector(context());

    @Override
    protected ConnectorFactory factory() {
        return new DockerConnectorFactory();
    }

    @Override
    protected ConnectorContext context() {
        return World.context(Lab.require());
    }

    /** No containers; {@code shop:1.0} and {@code shop:1.1} are on the host. */
    @Override
    @BeforeEach
    protected void reset() throws Exception {
        world.clear();
    }

    @AfterEach
    void leaveNothing() {
        host.removeContainers();
    }

    /** The operation under test, for tests beside the contract. */
    @SuppressWarnings("unchecked") // the id names an operation of these records
    <T extends Operation<I, O>> T operationUnderTest() {
        var described = new Catalogue(List.of(connector)).operation(operation());
        return (T) Objects.requireNonNull(described.orElseThrow().operation());
    }
}
