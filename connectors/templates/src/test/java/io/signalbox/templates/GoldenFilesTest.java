package io.signalbox.templates;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.sdk.describe.Catalogue;
import io.signalbox.sdk.describe.ConnectorDescriptor;
import io.signalbox.sdk.describe.OperationDescriptor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class GoldenFilesTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final Path REFERENCE = Path.of("../../docs/reference");

    private final Catalogue catalogue = Connectors.all();

    @TestFactory
    Stream<DynamicTest> elementTemplatesAreThoseOfTheGoldenFiles() {
        return each((connector, _) -> Golden.compare(
                GOLDEN.resolve(connector.id() + ".templates.json"),
                Golden.json(ElementTemplates.all(new Catalogue(List.of(connector.connector()))))));
    }

    @TestFactory
    Stream<DynamicTest> schemasAreThoseOfTheGoldenFiles() {
        return each((connector, _) -> Golden.compare(
                GOLDEN.resolve(connector.id() + ".schemas.json"), Golden.json(schemas(connector.operations()))));
    }

    @TestFactory
    Stream<DynamicTest> referencePagesAreThoseInTheDocumentation() {
        return each((connector, page) -> Golden.compare(page, ReferencePages.page(connector)));
    }

    @Test
    void noGoldenFileIsLeftOfAConnectorThatIsGone() throws IOException {
        List<String> known =
                catalogue.connectors().stream().map(ConnectorDescriptor::id).toList();
        for (Path folder :
                Stream.of(GOLDEN, REFERENCE).filter(Files::isDirectory).toList()) {
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files.map(f -> f.getFileName().toString().replaceAll("\\..*", "")))
                        .isSubsetOf(known);
            }
        }
    }

    private interface Comparison {
        void compare(ConnectorDescriptor connector, Path page) throws IOException;
    }

    private Stream<DynamicTest> each(Comparison comparison) {
        return catalogue.connectors().stream()
                .map(connector -> DynamicTest.dynamicTest(
                        connector.id(),
                        () -> comparison.compare(
                                connector,
                                (connector.connector() instanceof SampleConnector ? GOLDEN : REFERENCE)
                                        .resolve(connector.id() + ".md"))));
    }

    private static Map<String, Object> schemas(List<OperationDescriptor> operations) {
        Map<String, Object> schemas = new LinkedHashMap<>();
        for (OperationDescriptor operation : operations) {
            schemas.put(
                    operation.id(),
                    Json.object(
                            "input", OperationSchema.input(operation),
                            "output", OperationSchema.output(operation)));
        }
        return schemas;
    }
}
