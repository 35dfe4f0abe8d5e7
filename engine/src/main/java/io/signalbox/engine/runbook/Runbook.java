package io.signalbox.engine.runbook;

import java.time.Instant;
import java.util.List;

/**
 * A version of a runbook.
 *
 * @param key the id of its BPMN process
 * @param documentation of the process element; empty if there is none
 * @param latest whether it is the version that a start without a version takes
 */
public record Runbook(
        String key,
        int version,
        String name,
        String documentation,
        List<InputField> inputs,
        Instant deployedAt,
        String deployedBy,
        boolean latest) {
    public Runbook {
        inputs = List.copyOf(inputs);
    }
}
