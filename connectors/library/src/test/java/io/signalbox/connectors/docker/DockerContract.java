package io.signalbox.connectors.docker;

import io.signalbox.sdk.ConnectorContext;
import io.signalbox.sdk.ConnectorFactory;
import io.signalbox.sdk.Findable;
import io.signalbox.sdk.Operation;
import io.signalbox.sdk.Undoable;
import io.signalbox.sdk.describe.Catalogue;
import io.signalbox.testkit.OperationContract;
import io.signalbox.testkit.TestStep;
import io.signalbox.testkit.lab.Lab;
import io.signalbox.testkit.lab.LabHost;
import io.signalbox.testkit.lab.NeedsLab;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import java.util.List;
import java.util.Optional;

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
    protected void reset() throws Exception {
        world.clear();
    }

    @BeforeEach
    void prepare() throws Exception {
        reset();
    }

    @AfterEach
    void leaveNothing() {
        host.removeContainers();
    }

    O apply(I input, TestStep step) throws InterruptedException {
        return operationUnderTest().apply(input, step);
    }

    Optional<O> find(I input, TestStep step) throws InterruptedException {
        return ((Findable<I, O>) operationUnderTest()).find(input, step);
    }

    void undo(I input, O output, TestStep step) throws InterruptedException {
        ((Undoable<I, O>) operationUnderTest()).undo(input, output, step);
    }

    /** For tests beside the contract. */
    @SuppressWarnings("unchecked") // the id names an operation of these records
    Operation<I, O> operationUnderTest() {
        var described = new Catalogue(List.of(connector)).operation(operation());
        return (Operation<I, O>) described.orElseThrow().operation();
    }
}
