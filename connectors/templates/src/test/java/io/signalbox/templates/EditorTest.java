package io.signalbox.templates;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.sdk.describe.Catalogue;
import io.signalbox.sdk.describe.FieldDescriptor;
import io.signalbox.sdk.describe.OperationDescriptor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The templates in real bpmn-js, in a real browser. */
class EditorTest {

    private static final Path BY_HAND = Path.of("src/test/resources/io/signalbox/templates/by-hand.bpmn");
    private static final String TYPED = "${target}";

    private static Catalogue catalogue;
    private static JsonNode editor;

    @BeforeAll
    static void applyEveryTemplate() throws Exception {
        catalogue = Connectors.all();
        NodeTools.Result result = NodeTools.run(
                "apply.mjs",
                NodeTools.write("apply.templates.json", Golden.json(ElementTemplates.all(catalogue)))
                        .toString(),
                NodeTools.chromium().toString(),
                BY_HAND.toAbsolutePath().toString(),
                "Host",
                TYPED);
        assertThat(result.exit()).as(result.errors()).isZero();
        editor = JsonMapper.shared().readTree(result.output());
    }

    @Test
    void theEditorTakesEveryTemplateAndDoesNotStumble() {
        assertThat(editor.get("refused")).isEmpty();
        assertThat(editor.get("broken")).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> anAppliedTemplateSavesItsElementsAndNoOther() {
        return each((operation, applied) -> {
            SavedStep saved = SavedStep.read(applied.get("saved").asString());
            assertThat(saved.attributes())
                    .containsEntry("type", "external")
                    .containsEntry("topic", operation.id())
                    .containsEntry("modelerTemplate", ElementTemplates.id(operation));
            List<String> expected = new ArrayList<>();
            operation.inputs().forEach(input -> expected.add("inputParameter " + input.name() + "=" + written(input)));
            Stream.of("resultVariable", "timeout", "retry.attempts", "retry.backoff", "retry.budget")
                    .forEach(policy -> expected.add("property " + policy + "="));
            assertThat(saved.extensions()).isEqualTo(expected);
        });
    }

    @TestFactory
    Stream<DynamicTest> aSavedStepIsRecognisedAndSavedTheSameAgain() {
        return each((operation, applied) -> {
            assertThat(applied.get("recognised").asString()).isEqualTo(ElementTemplates.id(operation));
            assertThat(applied.get("again").asString())
                    .isEqualTo(applied.get("saved").asString());
        });
    }

    @TestFactory
    Stream<DynamicTest> thePanelShowsLabelAndHelpOfEveryInput() {
        return each((operation, applied) -> {
            List<String> labels = applied.get("panel")
                    .get("labels")
                    .valueStream()
                    .map(JsonNode::asString)
                    .toList();
            String text = applied.get("panel").get("text").asString();
            for (FieldDescriptor input : operation.inputs()) {
                assertThat(labels).contains(input.label());
                assertThat(text).contains(input.help());
            }
        });
    }

    @Test
    void aStepWrittenByHandIsLeftAsItIs() throws Exception {
        assertThat(editor.get("reopened").asString()).isEqualTo(Files.readString(BY_HAND));
    }

    @Test
    void whatIsTypedIntoAFieldIsSavedAndNothingElseChanges() throws Exception {
        List<String> before = SavedStep.read(Files.readString(BY_HAND)).extensions();
        List<String> after = SavedStep.read(editor.get("typed").asString()).extensions();

        assertThat(after)
                .containsExactlyInAnyOrderElementsOf(before.stream()
                        .map(e -> e.replace("host=web-1", "host=" + TYPED))
                        .toList());
    }

    private interface Check {
        void of(OperationDescriptor operation, JsonNode applied) throws Exception;
    }

    private static Stream<DynamicTest> each(Check check) {
        return catalogue.operations().stream()
                .map(operation -> DynamicTest.dynamicTest(
                        operation.id(),
                        () -> check.of(operation, editor.get("applied").get(ElementTemplates.id(operation)))));
    }

    /** Only a choice stands there before somebody chooses. */
    private static String written(FieldDescriptor input) {
        return InputProperty.of(input).get("value") instanceof String value ? value : "";
    }
}
