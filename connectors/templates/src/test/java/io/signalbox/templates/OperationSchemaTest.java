package io.signalbox.templates;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.signalbox.sdk.describe.OperationDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.stream.Stream;

class OperationSchemaTest {

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final OperationDescriptor EVERYTHING =
            Connectors.sample().operation("sample.do-everything").orElseThrow();
    private static final String VALID = """
            {"host": "web-1", "name": "shop", "text": "x", "strict": true, "ports": ["8080:80"]}
            """;

    @Test
    void everySchemaIsAValidSchema() {
        String meta = "{\"$ref\": \"https://json-schema.org/draft/2020-12/schema\"}";

        assertThat(Connectors.all().operations().stream()
                        .flatMap(o -> Stream.of(OperationSchema.input(o), OperationSchema.output(o)))
                        .flatMap(schema -> problems(meta, JSON.writeValueAsString(schema)).stream()))
                .isEmpty();
    }

    @Test
    void onlyWhatIsRequiredNeedBeGiven() {
        assertThat(input(VALID)).isEmpty();
        assertThat(input("{}")).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "port      | 8080",
                "within    | \"1h30m\"",
                "within    | \"PT5M\"",
                "within    | \"250ms\"",
                "whenTaken | \"replace-it\"",
                "token     | \"${secrets.REGISTRY}\"",
                "token     | {\"$secret\": \"REGISTRY\"}",
                "limits    | [{\"memory\": \"1g\", \"cpus\": 0.5}]",
                "labels    | {\"tier\": \"front\"}",
                "body      | [1, {\"a\": null}]",
            })
    void aValueThatFitsIsAccepted(String field, String value) {
        assertThat(input(with(field, value))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "port      | 70000",
                "port      | \"8080\"",
                "name      | \"s\"",
                "name      | \"Shop\"",
                "within    | 90",
                "within    | \"soon\"",
                "whenTaken | \"REPLACE_IT\"",
                "token     | \"hunter2\"",
                "ports     | []",
                "limits    | [{\"cpus\": 1}]",
                "limits    | [{\"memory\": \"1g\", \"cpus\": 0}]",
                "nmae      | \"shop\"",
            })
    void aValueThatDoesNotFitIsRefused(String field, String value) {
        assertThat(input(with(field, value))).isNotEmpty();
    }

    @Test
    void whatHasNoValueInAnOutputIsNull() {
        String schema = JSON.writeValueAsString(OperationSchema.output(EVERYTHING));

        assertThat(problems(schema, """
                        {"id": "c1", "took": "3s", "state": null, "left": null, "batches": [["a"]], "limit": {"memory": "1g", "cpus": null}}
                        """)).isEmpty();
    }

    private static List<String> input(String json) {
        return problems(JSON.writeValueAsString(OperationSchema.input(EVERYTHING)), json);
    }

    private static String with(String field, String value) {
        ObjectNode input = (ObjectNode) JSON.readTree(VALID);
        input.set(field, JSON.readTree(value));
        return input.toString();
    }

    private static List<String> problems(String schema, String json) {
        return SCHEMAS.getSchema(schema, InputFormat.JSON).validate(json, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }
}
