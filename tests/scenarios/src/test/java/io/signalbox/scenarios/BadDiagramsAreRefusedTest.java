package io.signalbox.scenarios;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import okhttp3.Request;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;

class BadDiagramsAreRefusedTest {

    @RegisterExtension
    static final Application signalbox = Application.shared();

    private static final String GOOD =
            Diagram.of("bad-diagram").step("say", "flow.note", "text=hello").end("Said");

    private final Api api = signalbox.api();

    @BeforeAll
    static void deployWhatIsCalled() {
        signalbox
                .api()
                .deploy(Diagram.of("bad-diagram-b")
                        .step("say", "flow.note", "text=hello")
                        .end("Said"));
        signalbox
                .api()
                .deploy(Diagram.of("bad-diagram-a")
                        .element("call", call("bad-diagram-b"))
                        .end("Said"));
    }

    static Stream<Refusal> xml() {
        return Stream.of(
                invalid("malformed", GOOD.replace("</bpmn:process>", ""), "xml-malformed@14:3"),
                invalid("JSON", "{\"a\": 1}", "xml-malformed@1:1"),
                invalid("another language", "<html><body/></html>", "not-bpmn@"),
                invalid("undeclared prefix", GOOD.replace("xmlns:camunda", "xmlns:other"), "xml-malformed@5:103"),
                invalid(
                        "document type",
                        "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/a.dtd\">" + body(),
                        "xml-doctype@1:47"),
                invalid(
                        "entity bomb",
                        "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>"
                                + body().replace("hello", "&c;"),
                        "xml-doctype@1:117"),
                invalid("nested without end", "<a>".repeat(100_000), "xml-too-deep@1:244"),
                Refusal.of(
                        "half a character",
                        422,
                        "RUNBOOK_INVALID",
                        a -> a.post(
                                "/api/v1/runbooks",
                                "application/xml",
                                GOOD.replace("hello", "\u00e4").getBytes(ISO_8859_1)),
                        "xml-encoding@1:1"),
                Refusal.of("nothing", 400, "BODY_MISSING", xml("")),
                Refusal.of("5 MB", 413, "BODY_TOO_LARGE", xml(GOOD.replace("hello", "h".repeat(5 * 1024 * 1024)))),
                Refusal.of(
                        "said to be JSON",
                        415,
                        "UNSUPPORTED_MEDIA_TYPE",
                        a -> a.post("/api/v1/runbooks", "application/json", GOOD.getBytes(UTF_8))),
                Refusal.of(
                        "from one who may only look",
                        403,
                        "FORBIDDEN",
                        a -> xml(GOOD).apply(a).header("Authorization", "Bearer " + Application.VIEWER_TOKEN)));
    }

    static Stream<Refusal> steps() {
        return Stream.of(
                invalid("unknown operation", GOOD.replace("flow.note", "flow.nota"), "unknown-operation@say"),
                invalid(
                        "missing parameter",
                        Diagram.of("bad").step("say", "flow.note").end("Said"),
                        "required-input@say"),
                invalid(
                        "unknown parameter",
                        Diagram.of("bad")
                                .step("say", "flow.note", "text=a", "txet=b")
                                .end("Said"),
                        "unknown-input@say"),
                invalid(
                        "every value wrong",
                        Diagram.of("bad")
                                .step(
                                        "wait",
                                        "flow.wait",
                                        "duration=soon",
                                        "@retry.attempts=many",
                                        "@timeout=-1",
                                        "@retires=3")
                                .step("say", "flow.note", "text=${nobody}")
                                .end("Said"),
                        "input-type@wait",
                        "policy@wait",
                        "policy@wait"),
                invalid(
                        "script",
                        Diagram.of("bad")
                                .element(
                                        "script",
                                        "<bpmn:scriptTask id=\"script\" scriptFormat=\"groovy\"><bpmn:script>1</bpmn:script></bpmn:scriptTask>")
                                .end("Said"),
                        "script@script",
                        "code@script"),
                invalid(
                        "Java class",
                        Diagram.of("bad")
                                .element("java", "<bpmn:serviceTask id=\"java\" camunda:class=\"java.lang.Runtime\" />")
                                .end("Said"),
                        "code@java",
                        "not-a-step@java"),
                invalid(
                        "expression that calls",
                        Diagram.of("bad")
                                .step("say", "flow.note", "text=${''.getClass().forName('java.lang.Runtime')}")
                                .end("Said"),
                        "expression-reflection@say"));
    }

    static Stream<Refusal> shapes() {
        return Stream.of(
                invalid("no process", Diagram.definitions(""), "no-process@"),
                invalid(
                        "no start event",
                        GOOD.replaceAll("(?s)<bpmn:startEvent.*</bpmn:startEvent>", "")
                                .replaceAll("<bpmn:sequenceFlow id=\"flow0\".*/>", ""),
                        "no-start-event@bad-diagram",
                        "not-connected@say",
                        "not-connected@end"),
                invalid(
                        "two executable processes",
                        Diagram.definitions(process("one") + process("two")),
                        "several-executable-processes@one",
                        "several-executable-processes@two",
                        "id-duplicate@start",
                        "id-duplicate@say",
                        "id-duplicate@end",
                        "id-duplicate@flow0",
                        "id-duplicate@flow1"),
                invalid(
                        "not executable",
                        GOOD.replace("isExecutable=\"true\"", ""),
                        "no-executable-process@bad-diagram"),
                invalid(
                        "flow to nowhere",
                        GOOD.replace("targetRef=\"end\"", "targetRef=\"nowhere\""),
                        "flow-broken@flow1",
                        "not-connected@end"),
                invalid(
                        "calls itself",
                        Diagram.of("bad").element("call", call("bad")).end("Said"),
                        "call-cycle@call"),
                invalid(
                        "calls in a circle",
                        Diagram.of("bad-diagram-b")
                                .element("call", call("bad-diagram-a"))
                                .end("Said"),
                        "call-cycle@call"),
                invalid(
                        "calls nobody",
                        Diagram.of("bad").element("call", call("bad-diagram-c")).end("Said"),
                        "unknown-runbook@call"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"xml", "steps", "shapes"})
    void diagramIsRefusedWithEverythingThatIsWrong(Refusal refusal) {
        refusal.check(api);
    }

    @Test
    void externalEntityIsNotRead(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "open sesame");
        String diagram = "<!DOCTYPE a [<!ENTITY secret SYSTEM \"" + secret.toUri() + "\">]>"
                + body().replace("hello", "&secret;");
        Answer answer = Refusal.of(
                        "entity", 422, "RUNBOOK_INVALID", xml(diagram), "xml-doctype@1:" + (diagram.indexOf("]>") + 4))
                .check(api);
        assertThat(answer.text()).doesNotContain("sesame");
    }

    @Test
    void validatingSaysTheSameAndDeploysNothing() {
        String before = api.get("/api/v1/runbooks?limit=200").text();
        Answer answer = api.send(api.post(
                        "/api/v1/runbooks/validate",
                        "application/xml",
                        GOOD.replace("flow.note", "flow.nota").getBytes(UTF_8)))
                .expect(200);
        assertThat(answer.json().get("deployable").asBoolean()).isFalse();
        assertThat(answer.json().get("findings").get(0).get("message").asString())
                .contains("flow.note");
        assertThat(api.get("/api/v1/runbooks?limit=200").text()).isEqualTo(before);
    }

    @Test
    void otherEncodingsAreNoReasonToRefuse() {
        String diagram = GOOD.replace("UTF-8", "UTF-16").replace("bad-diagram", "bad-diagram-utf-16");
        api.send(api.post("/api/v1/runbooks", "application/xml", diagram.getBytes(UTF_16)))
                .expect(201);
    }

    private static Refusal invalid(String name, String diagram, String... findings) {
        return Refusal.of(name, 422, "RUNBOOK_INVALID", xml(diagram), findings);
    }

    private static Function<Api, Request.Builder> xml(String diagram) {
        return api -> api.post("/api/v1/runbooks", "application/xml", diagram.getBytes(UTF_8));
    }

    private static String call(String runbook) {
        return "<bpmn:callActivity id=\"call\" calledElement=\"" + runbook + "\" />";
    }

    /** A good diagram without the declaration in its first line. */
    private static String body() {
        return GOOD.substring(GOOD.indexOf('\n') + 1);
    }

    private static String process(String key) {
        String diagram = GOOD.replace("bad-diagram", key);
        return diagram.substring(diagram.indexOf("<bpmn:process"), diagram.indexOf("</bpmn:definitions>"));
    }
}
