package io.signalbox.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.Arrays;
import java.util.Map;

/**
 * What came back.
 *
 * @param headers the last one of each name, whatever its case
 */
public record Answer(int status, Map<String, String> headers, String text) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public Answer expect(int... statuses) {
        assertThat(Arrays.stream(statuses).boxed())
                .as(() -> "status of " + text)
                .contains(status);
        return this;
    }

    public JsonNode json() {
        return JSON.readTree(text);
    }

    public <T> T as(Class<T> type) {
        return JSON.readValue(text, type);
    }

    public <T> T as(TypeReference<T> type) {
        return JSON.readValue(text, type);
    }
}
