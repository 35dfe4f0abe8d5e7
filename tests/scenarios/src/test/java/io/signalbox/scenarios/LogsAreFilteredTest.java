package io.signalbox.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.testkit.lab.Lab;
import io.signalbox.testkit.lab.NeedsLab;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

@NeedsLab
class LogsAreFilteredTest {

    @RegisterExtension
    static final Application signalbox = Application.shared();

    private static final String CONTAINER = "logging";

    private static String run;

    private final Api api = signalbox.api();

    @BeforeAll
    static void run(Lab lab) {
        Diagram diagram = Diagram.of("log-lines");
        for (var host : lab.hosts()) {
            host.docker(
                    "run", "-d", "--name", CONTAINER, "--network=host", "--entrypoint=sleep", lab.shop("1.0"), "600");
            diagram.step(
                    host.name(),
                    "docker.exec",
                    "host=" + host.name(),
                    "name=" + CONTAINER,
                    "command=sh\n-c\nfor i in 1 2 3; do echo out $i; echo 100% err_$i >&amp;2; done");
        }
        Api api = signalbox.api();
        api.deploy(diagram.end("Said"));
        run = api.awaitEnd(api.start("log-lines", Map.of()).id()).id();
    }

    @AfterAll
    static void clear(Lab lab) {
        lab.clear();
    }

    @Test
    void byHostStepLevelAndText() {
        assertThat(api.log(run, "")).hasSize(14).isSortedAccordingTo(java.util.Comparator.comparing(Api.Line::id));
        assertThat(api.log(run, "host=web-2"))
                .hasSize(7)
                .extracting(Api.Line::host)
                .containsOnly("web-2");
        String step = api.step(run, "web-1").id();
        assertThat(api.log(run, "step=" + step))
                .hasSize(7)
                .extracting(Api.Line::host)
                .containsOnly("web-1");
        assertThat(api.log(run, "level=warn"))
                .hasSize(6)
                .extracting(Api.Line::level)
                .containsOnly("WARN");
        assertThat(api.log(run, "level=warn&q=ERR_2&host=web-1"))
                .extracting(Api.Line::text)
                .containsExactly("100% err_2");
        assertThat(api.log(run, "host=web-3")).isEmpty();
    }

    @Test
    void wildcardsOfTheDatabaseAreTextLikeAnyOther() {
        assertThat(api.log(run, "q=100%25")).hasSize(6);
        assertThat(api.log(run, "q=t%25")).isEmpty();
        assertThat(api.log(run, "q=t_")).isEmpty();
        assertThat(api.log(run, "q=err_")).hasSize(6);
        assertThat(api.log(run, "q=%5C")).isEmpty();
        assertThat(api.log(run, "q='")).isEmpty();
    }

    @Test
    void inPagesThatMissNothingAndRepeatNothing() {
        List<String> texts = new ArrayList<>();
        String after = "0";
        while (after != null) {
            Answer page = api.get("/api/v1/runs/" + run + "/log?limit=5&level=info&after=" + after);
            page.json().get("items").forEach(line -> texts.add(line.get("id").asString()));
            after = page.json().has("next") ? page.json().get("next").asString() : null;
        }
        assertThat(texts)
                .isEqualTo(api.log(run, "").stream()
                        .map(l -> String.valueOf(l.id()))
                        .toList());
    }

    @Test
    void asPlainText() {
        Answer answer = api.send(api.request("/api/v1/runs/" + run + "/log?level=warn&host=web-2")
                        .header("Accept", "text/plain"))
                .expect(200);
        assertThat(answer.headers().get("Content-Type")).startsWith("text/plain");
        assertThat(answer.text().lines())
                .hasSize(3)
                .allMatch(line -> line.contains("WARN") && line.contains("web-2: 100% err_"));
    }
}
