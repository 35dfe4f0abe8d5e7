package io.signalbox.sdk.describe;

import io.signalbox.sdk.Connector;

import java.util.List;

/**
 * All that is known of a connector.
 *
 * @param icon the SVG text; empty if it has none
 * @param errors what it can fail with, in the order of its enum
 */
public record ConnectorDescriptor(
        String id,
        String title,
        String summary,
        List<String> keywords,
        String icon,
        List<OperationDescriptor> operations,
        List<ErrorDescriptor> errors,
        Connector connector) {}
