package io.signalbox.connectors.http;

import io.signalbox.sdk.Connector;
import io.signalbox.sdk.ConnectorContext;
import io.signalbox.sdk.ConnectorInfo;
import io.signalbox.sdk.Operation;

import java.util.List;

@ConnectorInfo(
        id = "http",
        title = "HTTP",
        summary = "Speaks to any HTTP API: one request, or polling until an answer is as expected.",
        keywords = {"rest", "api", "webhook", "url", "curl"},
        errors = HttpError.class)
final class HttpConnector implements Connector {

    private final Exchange exchange = new Exchange();
    private final List<Operation<?, ?>> operations = List.of(new SendRequest(exchange), new WaitUntil(exchange));

    HttpConnector(@SuppressWarnings("unused") ConnectorContext context) {} // as every factory calls it

    @Override
    public List<Operation<?, ?>> operations() {
        return operations;
    }

    @Override
    public void close() {
        exchange.close();
    }
}
