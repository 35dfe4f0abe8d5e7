package io.signalbox.engine.runbook;

import io.signalbox.engine.Finding;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects findings. */
final class Report {

    private final Set<Finding> findings = new LinkedHashSet<>();

    void error(String rule, String where, String message) {
        findings.add(Finding.error(rule, cut(where, 200), cut(message, 1_000)));
    }

    void warning(String rule, String where, String message) {
        findings.add(Finding.warning(rule, cut(where, 200), cut(message, 1_000)));
    }

    /** Errors first, else in the order they were found. */
    List<Finding> findings() {
        return findings.stream().sorted(Comparator.comparing(Finding::severity)).toList();
    }

    /** Names in a diagram may be of any length. */
    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most) + "…" : text;
    }
}
