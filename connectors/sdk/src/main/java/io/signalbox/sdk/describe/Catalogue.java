package io.signalbox.sdk.describe;

import io.signalbox.sdk.Connector;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every connector and operation that this node has. Immutable. */
public final class Catalogue {

    private final List<ConnectorDescriptor> connectors;
    private final Map<String, OperationDescriptor> operations = new LinkedHashMap<>();

    /**
     * Reads the connectors.
     *
     * @throws IllegalArgumentException naming everything that is wrong with them, one line each
     */
    public Catalogue(Collection<? extends Connector> connectors) {
        List<String> problems = new ArrayList<>();
        RecordReader reader = new RecordReader(problems);
        this.connectors = connectors.stream()
                .map(c -> ConnectorReader.read(c, reader, problems))
                .toList();
        Set<String> ids = new HashSet<>();
        Set<String> codes = new HashSet<>();
        for (ConnectorDescriptor connector : this.connectors) {
            if (!ids.add(connector.id())) {
                problems.add("connector " + connector.id() + " is there twice");
            }
            for (OperationDescriptor operation : connector.operations()) {
                if (operations.put(operation.id(), operation) != null) {
                    problems.add("operation " + operation.id() + " is there twice");
                }
            }
            for (ErrorDescriptor error : connector.errors()) {
                if (!codes.add(error.code())) {
                    problems.add("error code " + error.code() + " is there twice");
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("These connectors cannot be used:\n" + String.join("\n", problems));
        }
    }

    public List<ConnectorDescriptor> connectors() {
        return connectors;
    }

    public Optional<OperationDescriptor> operation(String id) {
        return Optional.ofNullable(operations.get(id));
    }

    public Collection<OperationDescriptor> operations() {
        return List.copyOf(operations.values());
    }
}
