package io.signalbox.webapp.fake;

import io.signalbox.engine.Finding;
import io.signalbox.engine.Rejected;
import io.signalbox.engine.runbook.InputField;
import io.signalbox.engine.runbook.Runbook;
import io.signalbox.engine.runbook.Runbooks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Holds {@code book-00} to {@code book-59}; a diagram is valid unless it contains {@code bad}. */
public final class FakeRunbooks implements Runbooks {

    @Override
    public List<Runbook> list() {
        return IntStream.range(0, 60)
                .mapToObj(i -> book("book-%02d".formatted(i), 1))
                .toList();
    }

    @Override
    public Runbook latest(String key) {
        return list().stream()
                .filter(r -> r.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new Rejected(
                        Rejected.Kind.NOT_FOUND, "RUNBOOK_NOT_FOUND", "There is no runbook '" + key + "'."));
    }

    @Override
    public Runbook version(String key, int version) {
        return book(latest(key).key(), version);
    }

    @Override
    public List<Runbook> versions(String key) {
        return List.of(book(key, 3), book(key, 2), book(key, 1));
    }

    @Override
    public String diagram(String key, int version) {
        return "<definitions name='" + latest(key).key() + " ä' version='" + version + "'/>";
    }

    @Override
    public boolean isLatest(String key, byte[] bpmn) {
        return false;
    }

    @Override
    public Map<String, Object> inputSchema(Runbook runbook) {
        return Map.of("type", "object");
    }

    @Override
    public List<Finding> validate(byte[] bpmn) {
        String text = new String(bpmn, StandardCharsets.UTF_8);
        return text.contains("bad")
                ? List.of(
                        Finding.error("unknown-operation", "Task_1", "There is no operation 'x'."),
                        Finding.error("xml", "3:7", "Not closed."),
                        Finding.warning("unnamed", "", "It has no name."))
                : List.of(Finding.warning("unnamed", "Task_2", "It has no name."));
    }

    @Override
    public Deployed deploy(byte[] bpmn, String actor) {
        List<Finding> findings = validate(bpmn);
        if (findings.size() > 1) {
            throw new Rejected(Rejected.Kind.INVALID, "RUNBOOK_INVALID", "The diagram has 2 errors.", findings);
        }
        boolean known = new String(bpmn, StandardCharsets.UTF_8).contains("known");
        return new Deployed(book("book-00", known ? 1 : 2), !known, findings);
    }

    private static Runbook book(String key, int version) {
        InputField service = new InputField(
                "service", "Service", "", InputField.Type.STRING, true, null, null, 40L, null, null, List.of());
        return new Runbook(
                key, version, "Book", "", List.of(service), Instant.parse("2026-01-01T00:00:00Z"), "mona", true);
    }
}
