package io.signalbox.testkit;

import io.signalbox.sdk.StepRun;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A run in memory. It keeps what it is told, and answers from what the test has put in. */
public final class TestRun implements StepRun {

    private final List<String> notes = new CopyOnWriteArrayList<>();
    private final List<Past> past = new CopyOnWriteArrayList<>();
    private final List<Undone> undos = new CopyOnWriteArrayList<>();
    private volatile UndoReport nextUndo = new UndoReport(List.of(), List.of(), List.of());

    /** What was noted, in order. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** Each call of {@link #undo}, in order. */
    public List<Undone> undos() {
        return List.copyOf(undos);
    }

    /** What {@link #undo} is to report from now on. */
    public void undoReports(UndoReport report) {
        nextUndo = report;
    }

    /** Adds a run that succeeded, later than those added before. */
    public void succeeded(String runbook, PastRun run) {
        past.add(new Past(runbook, run));
    }

    @Override
    public String id() {
        return "test-run";
    }

    @Override
    public String runbook() {
        return "test";
    }

    @Override
    public String startedBy() {
        return "tester";
    }

    @Override
    public void note(String text) {
        notes.add(text);
    }

    @Override
    public UndoReport undo(@Nullable String runId, @Nullable String host) {
        undos.add(new Undone(runId, host));
        return nextUndo;
    }

    @Override
    public Optional<PastRun> lastSucceeded(String runbook, Map<String, String> inputs, int skip) {
        return new ArrayList<>(past)
                .reversed().stream()
                        .filter(p -> p.runbook.equals(runbook))
                        .map(Past::run)
                        .filter(r -> inputs.entrySet().stream()
                                .allMatch(e -> e.getValue()
                                        .equals(String.valueOf(r.inputs().get(e.getKey())))))
                        .skip(skip)
                        .findFirst();
    }

    /** What a call of {@link #undo} asked for. */
    public record Undone(@Nullable String runId, @Nullable String host) {}

    private record Past(String runbook, PastRun run) {}
}
