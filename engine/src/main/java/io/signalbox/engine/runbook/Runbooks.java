package io.signalbox.engine.runbook;

import io.signalbox.engine.Finding;
import io.signalbox.engine.Rejected;

import java.util.List;
import java.util.Map;

/** The library of runbooks. */
public interface Runbooks {

    /** The latest version of each, by key. */
    List<Runbook> list();

    /** @throws Rejected {@code RUNBOOK_NOT_FOUND} */
    Runbook latest(String key);

    /** @throws Rejected {@code RUNBOOK_NOT_FOUND}, {@code VERSION_NOT_FOUND} */
    Runbook version(String key, int version);

    /** Newest first. */
    List<Runbook> versions(String key);

    /** The BPMN XML exactly as it was deployed. */
    String diagram(String key, int version);

    /** Whether the latest version is this diagram, byte for byte. Quick: nothing is read but the bytes. */
    boolean isLatest(String key, byte[] bpmn);

    /** The inputs as JSON Schema 2020-12. */
    Map<String, Object> inputSchema(Runbook runbook);

    /** Everything that is wrong with a diagram, errors first; nothing is deployed. */
    List<Finding> validate(byte[] bpmn);

    /**
     * Validates and deploys.
     *
     * @throws Rejected {@code RUNBOOK_INVALID} with every finding, {@code DIAGRAM_TOO_LARGE}
     */
    Deployed deploy(byte[] bpmn, String actor);

    /**
     * What a deployment came to.
     *
     * @param created false if this very content is the latest version already
     */
    record Deployed(Runbook runbook, boolean created, List<Finding> warnings) {}
}
