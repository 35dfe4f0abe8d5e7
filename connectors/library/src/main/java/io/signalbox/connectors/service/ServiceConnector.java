package io.signalbox.connectors.service;

import io.signalbox.sdk.Connector;
import io.signalbox.sdk.ConnectorContext;
import io.signalbox.sdk.ConnectorInfo;
import io.signalbox.sdk.Operation;

import java.util.List;

@ConnectorInfo(
        id = "service",
        title = "Services",
        summary = "Looks up the services of the site: what to run where, and how to tell that it serves.",
        keywords = {"site", "catalogue", "defaults"},
        errors = ServiceError.class)
final class ServiceConnector implements Connector {

    private final List<Operation<?, ?>> operations;

    ServiceConnector(ConnectorContext context) {
        this.operations = List.of(new Describe(context));
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return operations;
    }
}
