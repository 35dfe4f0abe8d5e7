package io.signalbox.webapp.connector;

import io.signalbox.sdk.Effect;
import io.signalbox.sdk.ErrorCode;
import io.signalbox.sdk.describe.ConnectorDescriptor;
import io.signalbox.sdk.describe.OperationDescriptor;
import io.signalbox.templates.OperationSchema;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A connector.
 *
 * @param icon SVG; empty if it has none
 * @param errors what its operations can fail with
 */
record ConnectorView(
        String id,
        String title,
        String summary,
        List<String> keywords,
        String icon,
        List<OperationView> operations,
        List<ErrorView> errors) {

    static ConnectorView of(ConnectorDescriptor c) {
        return new ConnectorView(
                c.id(),
                c.title(),
                c.summary(),
                c.keywords(),
                c.icon(),
                c.operations().stream().map(OperationView::of).toList(),
                c.errors().stream()
                        .map(e -> new ErrorView(e.code(), e.kind(), e.retryable()))
                        .toList());
    }

    /**
     * An operation.
     *
     * @param attempts how many a step has unless the diagram says otherwise
     * @param backoff wait before the second attempt, ISO 8601
     * @param timeout of one attempt, ISO 8601
     * @param undoable whether its change can be taken back
     * @param plannable whether it can say beforehand what it would change
     * @param input as JSON Schema
     * @param output as JSON Schema
     */
    record OperationView(
            String id,
            String title,
            String summary,
            Effect effect,
            List<String> keywords,
            int attempts,
            Duration backoff,
            Duration timeout,
            boolean undoable,
            boolean plannable,
            Map<String, Object> input,
            Map<String, Object> output) {

        static OperationView of(OperationDescriptor o) {
            return new OperationView(
                    o.id(),
                    o.title(),
                    o.summary(),
                    o.effect(),
                    o.keywords(),
                    o.attempts(),
                    o.backoff(),
                    o.timeout(),
                    o.undoable(),
                    o.plannable(),
                    OperationSchema.input(o),
                    OperationSchema.output(o));
        }
    }

    /** An error code; also the BPMN error code that a boundary event catches. */
    record ErrorView(String code, ErrorCode.Kind kind, boolean retryable) {}
}
