package io.signalbox.webapp.connector;

import io.signalbox.engine.Rejected;
import io.signalbox.sdk.describe.Catalogue;
import io.signalbox.templates.ElementTemplates;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;
import java.util.Map;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Connectors", description = "What diagrams can do.")
class ConnectorController {

    private final List<ConnectorView> connectors;
    private final List<Map<String, Object>> templates;

    ConnectorController(Catalogue catalogue) {
        this.connectors = catalogue.connectors().stream().map(ConnectorView::of).toList();
        this.templates = ElementTemplates.all(catalogue);
    }

    @GetMapping("/connectors")
    @Operation(operationId = "listConnectors", summary = "The connectors of this node, with their operations")
    ConnectorList list() {
        return new ConnectorList(connectors);
    }

    @GetMapping("/connectors/{id}")
    @Operation(operationId = "getConnector", summary = "A connector with its operations")
    ConnectorView get(@PathVariable String id) {
        return connectors.stream()
                .filter(c -> c.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Rejected(
                        Rejected.Kind.NOT_FOUND, "CONNECTOR_NOT_FOUND", "There is no connector '" + id + "'."));
    }

    @GetMapping("/element-templates")
    @Operation(
            operationId = "listElementTemplates",
            summary = "Element templates for Camunda Modeler and bpmn-js, as they read them")
    List<Map<String, Object>> templates() {
        return templates;
    }

    /** All of them. */
    record ConnectorList(List<ConnectorView> items) {}
}
