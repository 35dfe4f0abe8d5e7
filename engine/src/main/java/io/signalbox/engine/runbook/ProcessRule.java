package io.signalbox.engine.runbook;

import java.util.List;

/** One executable process per file, with a key and a time to live. */
final class ProcessRule implements DiagramRules.Rule {

    private static final int LONGEST_KEY = 200;

    @Override
    public void check(Diagram diagram, Report report) {
        List<Diagram.Process> executable =
                diagram.processes().stream().filter(Diagram.Process::executable).toList();
        if (diagram.processes().isEmpty()) {
            report.error("no-process", "", "There is no process in this diagram.");
        } else if (executable.isEmpty()) {
            report.error(
                    "no-executable-process",
                    diagram.processes().getFirst().where(),
                    "No process is executable. Set isExecutable=\"true\" on the one that is to run.");
        } else if (executable.size() > 1) {
            executable.forEach(process -> report.error(
                    "several-executable-processes",
                    process.where(),
                    "There are " + executable.size() + " executable processes. Put each into a diagram of its own."));
        }
        diagram.judged().forEach(process -> check(process, report));
    }

    private static void check(Diagram.Process process, Report report) {
        if (process.id().length() > LONGEST_KEY) {
            report.error(
                    "id-illegal",
                    process.where(),
                    "The id of the process is longer than " + LONGEST_KEY + " characters.");
        }
        if (process.xml().text("name").isEmpty()) {
            report.warning(
                    "no-name",
                    process.where(),
                    "The process has no name. Give it one that says what the runbook does.");
        }
        if (process.xml().text("camunda:historyTimeToLive").isEmpty()) {
            report.warning(
                    "no-time-to-live",
                    process.where(),
                    "The process has no camunda:historyTimeToLive; its runs are kept as long as the engine's default says.");
        }
    }
}
