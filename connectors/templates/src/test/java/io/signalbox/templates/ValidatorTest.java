package io.signalbox.templates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.nio.file.Path;

class ValidatorTest {

    @Test
    void everyTemplateIsAcceptedByTheOfficialValidator() throws Exception {
        Path templates = NodeTools.write(
                "validate.templates.json",
                Golden.json(ElementTemplates.all(Connectors.all(), URI.create("http://localhost:8080/connectors"))));

        NodeTools.Result result = NodeTools.run("validate.mjs", templates.toString());

        assertThat(result.exit()).as(result.output() + result.errors()).isZero();
    }

    @Test
    void theValidatorRefusesWhatIsNoTemplate() throws Exception {
        Path templates = NodeTools.write("broken.templates.json", """
                [{"id": "broken", "appliesTo": ["bpmn:Task"], "properties": [
                   {"type": "String", "binding": {"type": "camunda:inputParameter", "name": "a"},
                    "placeholder": "B", "constraints": {"pattern": {"value": "^[a-z]$"}}}]}]
                """);

        NodeTools.Result result = NodeTools.run("validate.mjs", templates.toString());

        assertThat(result.exit()).isOne();
        assertThat(result.output()).contains("broken: ", "name").contains("the placeholder 'B' of a does not match");
    }
}
