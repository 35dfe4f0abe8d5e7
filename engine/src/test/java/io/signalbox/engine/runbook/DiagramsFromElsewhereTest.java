package io.signalbox.engine.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.signalbox.engine.Finding;
import io.signalbox.engine.step.InputBinder;
import io.signalbox.engine.step.TestConnector;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Diagrams of other tools, from a folder beside the project: they pass or have findings, and never throw. */
class DiagramsFromElsewhereTest {

    private final DiagramRules rules = new DiagramRules(new InputBinder());

    @TestFactory
    Stream<DynamicTest> everyDiagramIsRead() throws IOException {
        Path folder = folder();
        assumeTrue(Files.isDirectory(folder), "no diagrams from elsewhere in shared/diagrams beside the project");
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().endsWith(".bpmn")).sorted().toList().stream()
                    .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> isRead(f)));
        }
    }

    private void isRead(Path file) throws IOException {
        Diagram diagram = Diagram.read(Files.readAllBytes(file), 4 << 20);
        List<Finding> findings = rules.check(diagram, TestConnector.catalogue(), _ -> Optional.empty());
        assertThat(diagram.problems()).isEmpty();
        assertThat(diagram.processes()).isNotEmpty();
        assertThat(findings).allSatisfy(finding -> assertThat(finding.message()).isNotBlank());
        String text = Files.readString(file);
        if (text.matches("(?s).*(camunda:(class|delegateExpression|executionListener|taskListener)|scriptTask ).*")
                && text.contains("isExecutable=\"true\"")) {
            assertThat(findings).extracting(Finding::rule).containsAnyOf("code", "script");
        }
    }

    /** {@code shared/diagrams} beside the project, wherever in it the tests run. */
    private static Path folder() {
        Path none = Path.of("shared", "diagrams");
        return Stream.iterate(Path.of("").toAbsolutePath(), p -> p != null, Path::getParent)
                .map(p -> p.resolve("shared").resolve("diagrams"))
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(none);
    }
}
