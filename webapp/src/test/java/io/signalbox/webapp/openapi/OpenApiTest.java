package io.signalbox.webapp.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.webapp.Answer;
import io.signalbox.webapp.Client;
import io.signalbox.webapp.WebLayer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class OpenApiTest {

    /** What clients are made from; {@code -Dgolden.update=true} writes it anew. */
    private static final Path GOLDEN = Path.of("openapi.json");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    private final Client client = WebLayer.shared().admin();

    @Test
    void descriptionOfTheApiIsTheOneThatWasAgreedOn() throws IOException {
        Object description = JSON.readValue(client.get("/v3/api-docs").body(), Object.class);
        String text = JSON.writeValueAsString(description) + "\n";
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(GOLDEN, text);
        }

        List<String> golden = Files.readString(GOLDEN).lines().toList();
        List<String> lines = text.lines().toList();
        int same = 0;
        while (same < Math.min(golden.size(), lines.size()) && golden.get(same).equals(lines.get(same))) {
            same++;
        }
        assertThat(lines.subList(same, Math.min(lines.size(), same + 5)))
                .as("The API differs from line %d of %s on", same + 1, GOLDEN)
                .isEqualTo(golden.subList(same, Math.min(golden.size(), same + 5)));
    }

    @Test
    void everyOperationHasANameAndTellsItsProblems() {
        for (JsonNode path : client.get("/v3/api-docs").json().path("paths")) {
            for (JsonNode operation : path) {
                assertThat(operation.path("operationId").asString()).matches("[a-z][A-Za-z]+");
                assertThat(operation.path("summary").asString()).isNotBlank();
                assertThat(operation
                                .path("responses")
                                .path("default")
                                .path("content")
                                .has("application/problem+json"))
                        .isTrue();
            }
        }
    }

    @Test
    void documentationPageIsThereForThoseWhoAreLoggedIn() {
        Answer page = client.get("/swagger-ui");
        assertThat(page.status()).isEqualTo(302);
        Answer index = client.get(page.header("Location"));
        assertThat(index.status()).isEqualTo(200);
        assertThat(index.body()).contains("swagger-ui-bundle.js");
        assertThat(client.get("/swagger-ui/swagger-initializer.js").body()).contains("/v3/api-docs");
    }
}
