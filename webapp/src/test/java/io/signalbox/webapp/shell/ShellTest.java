package io.signalbox.webapp.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.signalbox.webapp.Answer;
import io.signalbox.webapp.Client;
import io.signalbox.webapp.WebLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

class ShellTest {

    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

    private final Client client = WebLayer.shared().client();

    @ParameterizedTest
    @ValueSource(strings = {"/", "/runs", "/runs/some-id?tab=log", "/runbooks/a.b/start", "/nothing/of/the/kind"})
    void everyAddressOfTheApplicationIsItsPage(String path) {
        Answer answer = client.get(path, "Accept", BROWSER);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'self'");
        assertThat(answer.header("Content-Security-Policy")).doesNotContain("script-src 'unsafe", "unsafe-eval");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1/runs", "/api/nothing", "/actuator/prometheus", "/v3/api-docs", "/swagger-ui/index.html"
            })
    void whatIsNotThePageIsNotSwallowed(String path) {
        assertThat(client.get(path, "Accept", BROWSER).status()).isIn(302, 401);
    }

    @Test
    void filesAreKeptForEverAndComeCompressed() {
        assumeTrue(new ClassPathResource("static/index.html").exists(), "Built without its web application");
        List<String> files = Pattern.compile("/assets/[^\"]+")
                .matcher(client.get("/", "Accept", BROWSER).body())
                .results()
                .map(MatchResult::group)
                .toList();
        assertThat(files).isNotEmpty();

        for (String file : files) {
            Answer answer = client.get(file, "Accept-Encoding", "gzip");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
            assertThat(answer.header("Cache-Control")).contains("max-age=31536000", "immutable");
        }
    }

    @Test
    void fileThatIsGoneIsNotFoundInsteadOfThePage() {
        client.get("/assets/gone-12345.js").isProblem(404, "PATH_NOT_FOUND");
    }
}
