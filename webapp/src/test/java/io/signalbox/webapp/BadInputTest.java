package io.signalbox.webapp;

import static io.signalbox.webapp.Diagrams.input;
import static io.signalbox.webapp.Diagrams.process;
import static io.signalbox.webapp.Diagrams.step;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Whatever is sent: one problem document with everything that is wrong in it, and nothing is stored. */
@TestInstance(Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // Set before all tests.
class BadInputTest {

    private static final String START = "/api/v1/runbooks/good/runs";
    private static final String DEPLOY = "/api/v1/runbooks";

    private Signalbox application;
    private Client client;
    private String before;

    @BeforeAll
    void start(@TempDir Path data) {
        application = Signalbox.start(data);
        client = application.admin();
        client.postXml(DEPLOY, step("good", "flow.note", input("text", "x")));
        before = stored();
    }

    @AfterAll
    void stop() {
        application.close();
    }

    private String stored() {
        return client.get("/api/v1/runs?limit=200").body()
                + client.get("/api/v1/runbooks?limit=200").body()
                + client.get("/api/v1/runbooks/good/versions").body();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badInputs")
    void badInputIsRefusedWithEverythingThatIsWrong(Bad bad) {
        Answer answer = client.post(bad.path, bad.type, bad.body);

        answer.isProblem(bad.status, bad.code);
        assertThat(answer.findings()).as(answer.body()).containsAll(bad.findings);
        assertThat(stored()).isEqualTo(before);
    }

    private record Bad(
            String name, String path, String type, byte[] body, int status, String code, List<String> findings) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Bad json(String name, String path, String body, int status, String code, String... findings) {
        return new Bad(
                name, path, "application/json", body.getBytes(StandardCharsets.UTF_8), status, code, List.of(findings));
    }

    private static Bad inputs(String name, String inputs, String... findings) {
        return json(name, START, "{\"inputs\":" + inputs + "}", 422, "INPUTS_INVALID", findings);
    }

    private static Bad xml(String name, String body, String... findings) {
        return new Bad(
                name,
                DEPLOY,
                "application/xml",
                body.getBytes(StandardCharsets.UTF_8),
                422,
                "RUNBOOK_INVALID",
                List.of(findings));
    }

    static Stream<Bad> badInputs() {
        String good = step("bad", "flow.note", input("text", "x"));
        return Stream.of(
                json("malformed JSON", START, "{\"inputs\": {", 400, "BODY_MALFORMED", "json 1:13"),
                json("a JSON list", START, "[]", 400, "BODY_MALFORMED"),
                json("JSON with a key twice", START, "{\"reason\":\"a\",\"reason\":\"b\"}", 400, "BODY_MALFORMED"),
                json("deep JSON", START, "{\"inputs\":" + "[".repeat(5000), 400, "BODY_MALFORMED"),
                json("a huge number", START, "{\"version\":1e999999999}", 422, "BODY_INVALID", "type /version"),
                json("no body", START, "", 400, "BODY_MISSING"),
                json("a huge body", START, "{\"reason\":\"" + "x".repeat(2 << 20) + "\"}", 413, "BODY_TOO_LARGE"),
                json(
                        "wrong types",
                        START,
                        "{\"inputs\":[],\"reason\":{}}",
                        422,
                        "BODY_INVALID",
                        "type /inputs",
                        "type /reason"),
                json(
                        "unknown properties",
                        START,
                        "{\"a\":1,\"b\":2}",
                        422,
                        "BODY_INVALID",
                        "unknown-property /a",
                        "unknown-property /b"),
                json("unknown runbook", "/api/v1/runbooks/nope/runs", "{}", 404, "RUNBOOK_NOT_FOUND"),
                json(
                        "unknown version",
                        START,
                        "{\"version\":7,\"inputs\":{\"service\":\"x\"}}",
                        404,
                        "VERSION_NOT_FOUND"),
                json("version zero", START, "{\"version\":0}", 422, "BODY_INVALID", "type /version"),
                json("unknown run", "/api/v1/runs/nope/cancel", "{\"reason\":\"x\"}", 404, "RUN_NOT_FOUND"),
                json("unknown step", "/api/v1/runs/nope/steps/no/skip", "{\"reason\":\"x\"}", 404, "RUN_NOT_FOUND"),
                json("no reason", "/api/v1/runs/nope/cancel", "{}", 422, "BODY_INVALID", "required /reason"),
                new Bad(
                        "a form",
                        START,
                        "application/x-www-form-urlencoded",
                        bytes("a=b"),
                        415,
                        "UNSUPPORTED_MEDIA_TYPE",
                        List.of()),
                new Bad(
                        "bad UTF-8",
                        START,
                        "application/json",
                        new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'},
                        400,
                        "BODY_MALFORMED",
                        List.of()),
                inputs("missing input", "{}", "required-input /inputs/service"),
                inputs("unknown input", "{\"service\":\"x\",\"servce\":\"y\"}", "unknown-input /inputs/servce"),
                inputs("wrong type of input", "{\"service\":\"x\",\"count\":\"many\"}", "input-value /inputs/count"),
                inputs("object as input", "{\"service\":{\"a\":1}}", "input-value /inputs/service"),
                inputs("input too long", "{\"service\":\"" + "x".repeat(41) + "\"}", "input-value /inputs/service"),
                inputs("input too small", "{\"service\":\"x\",\"count\":0}", "input-value /inputs/count"),
                inputs("number beyond all bounds", "{\"service\":\"x\",\"count\":1e30}", "input-value /inputs/count"),
                inputs(
                        "everything at once",
                        "{\"count\":\"many\",\"colour\":\"red\"}",
                        "required-input /inputs/service",
                        "input-value /inputs/count",
                        "unknown-input /inputs/colour"),
                xml("malformed XML", "<bpmn:definitions>"),
                xml("no XML", "hello"),
                xml("XML of something else", "<project><name>x</name></project>"),
                xml(
                        "an external entity",
                        good.replace("<bpmn:def", "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><bpmn:def")),
                xml(
                        "an entity bomb",
                        good.replace(
                                "<bpmn:def",
                                "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">"
                                        + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;\">]><bpmn:def")),
                new Bad(
                        "a diagram of 5 MB",
                        DEPLOY,
                        "application/xml",
                        bytes(good + " ".repeat(5 << 20)),
                        413,
                        "BODY_TOO_LARGE",
                        List.of()),
                new Bad("an empty diagram", DEPLOY, "application/xml", new byte[0], 400, "BODY_MISSING", List.of()),
                new Bad(
                        "a diagram as JSON",
                        DEPLOY,
                        "application/json",
                        bytes("{}"),
                        415,
                        "UNSUPPORTED_MEDIA_TYPE",
                        List.of()),
                xml("unknown operation", step("bad", "docker.explode", ""), "unknown-operation work"),
                xml("missing parameter", step("bad", "flow.note", ""), "required-input work"),
                xml(
                        "unknown parameter",
                        step("bad", "flow.note", input("text", "x") + input("txt", "y")),
                        "unknown-input work"),
                xml("parameter of the wrong type", step("bad", "flow.wait", input("duration", "soon"))),
                xml("unreadable expression", step("bad", "flow.note", input("text", "${service"))),
                xml("nothing starts it", process("bad", "<bpmn:endEvent id=\"end\"/>")),
                xml(
                        "an arrow into nothing",
                        process(
                                "bad",
                                "<bpmn:startEvent id=\"s\"/><bpmn:sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"nowhere\"/>")),
                xml("a diagram that calls itself", calling("bad", "bad")),
                xml(
                        "a script",
                        process(
                                "bad",
                                "<bpmn:startEvent id=\"s\"/><bpmn:sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"t\"/><bpmn:scriptTask id=\"t\" scriptFormat=\"javascript\"><bpmn:script>1</bpmn:script></bpmn:scriptTask>")),
                xml("an identifier twice", good.replace("id=\"end\"", "id=\"work\"")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String calling(String key, String called) {
        return process(key, """
                <bpmn:startEvent id="s"/><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="c"/>
                <bpmn:callActivity id="c" name="Call" calledElement="%s"/>
                <bpmn:sequenceFlow id="g" sourceRef="c" targetRef="e"/><bpmn:endEvent id="e"/>""".formatted(called));
    }
}
