package io.signalbox.webapp.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.webapp.Answer;
import io.signalbox.webapp.Client;
import io.signalbox.webapp.WebLayer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

class ProblemTest {

    private final WebLayer server = WebLayer.shared();
    private final Client client = server.admin();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        GET    | /nothing/here                   |                  |        | 404 | PATH_NOT_FOUND
        GET    | /api/v1/nothing                 |                  |        | 404 | PATH_NOT_FOUND
        GET    | /api/v1/runs/nope               |                  |        | 404 | RUN_NOT_FOUND
        GET    | /api/v1/runbooks/nope           |                  |        | 404 | RUNBOOK_NOT_FOUND
        GET    | /api/v1/connectors/nope         |                  |        | 404 | CONNECTOR_NOT_FOUND
        GET    | /api/v1/runbooks/book-00/versions/x |              |        | 400 | PATH_INVALID
        DELETE | /api/v1/runs/r1                 |                  |        | 405 | METHOD_NOT_ALLOWED
        POST   | /api/v1/runs                    | application/json | {}     | 405 | METHOD_NOT_ALLOWED
        POST   | /api/v1/runbooks/book-00/runs   | text/plain       | {}     | 415 | UNSUPPORTED_MEDIA_TYPE
        POST   | /api/v1/runbooks                | application/json | {}     | 415 | UNSUPPORTED_MEDIA_TYPE
        POST   | /api/v1/runbooks/book-00/runs   | application/json | {"a":  | 400 | BODY_MALFORMED
        POST   | /api/v1/runbooks/book-00/runs   | application/json | [1]    | 400 | BODY_MALFORMED
        POST   | /api/v1/runbooks/book-00/runs   | application/json | {} {}  | 400 | BODY_MALFORMED
        POST   | /api/v1/runbooks/book-00/runs   | application/json | {"a":1,"a":2} | 400 | BODY_MALFORMED
        POST   | /api/v1/runbooks/book-00/runs   | application/json |        | 400 | BODY_MISSING
        POST   | /api/v1/runbooks                | application/xml  |        | 400 | BODY_MISSING
        POST   | /api/v1/runbooks                | application/xml  | bad    | 422 | RUNBOOK_INVALID
        POST   | /api/v1/runbooks/nobody/runs    | application/json | {}     | 404 | RUNBOOK_NOT_FOUND
        POST   | /api/v1/runbooks/book-00/runs   | application/json | {"dryRun":true} | 501 | NOT_AVAILABLE
        POST   | /api/v1/runs/r1/cancel          | application/json | {}     | 422 | BODY_INVALID
        POST   | /api/v1/runs/r1/steps/s1/retry  | application/json | {"reason":"x"} | 409 | STEP_STATE
        GET    | /api/v1/runs?limit=0            |                  |        | 400 | QUERY_INVALID
        GET    | /api/v1/runs?limit=201          |                  |        | 400 | QUERY_INVALID
        GET    | /api/v1/runbooks?cursor=nope    |                  |        | 400 | CURSOR_INVALID
        GET    | /api/v1//runs                   |                  |        | 400 | REQUEST_MALFORMED
        GET    | /api/v1/runs/..;/runs           |                  |        | 400 | REQUEST_MALFORMED
        """)
    void everyErrorIsAProblemDocument(
            String method, String path, @Nullable String type, @Nullable String body, int status, String code) {
        String[] headers = type == null ? new String[0] : new String[] {"Content-Type", type};
        client.send(method, path, body == null ? "" : body, headers).isProblem(status, code);
    }

    @Test
    void wrongMethodSaysWhichWorks() {
        Answer answer = client.send("DELETE", "/api/v1/runs/r1", "");

        assertThat(answer.header("Allow")).isEqualTo("GET");
    }

    @Test
    void answersThatNobodyAcceptsAreRefused() {
        client.get("/api/v1/runs", "Accept", "image/png").isProblem(406, "NOT_ACCEPTABLE");
    }

    @Test
    void browsersGetProblemsOfTheApiAndNotPages() {
        client.get("/api/v1/nothing", "Accept", "text/html").isProblem(404, "PATH_NOT_FOUND");
    }

    @Test
    void everythingWrongWithABodyIsReportedAtOnce() {
        Answer answer = client.postJson("/api/v1/runbooks/book-00/runs", """
                {"inputs": [1], "reason": 7, "version": 1.5, "dryRun": "yes", "input": {}, "a/b": 1}""");

        answer.isProblem(422, "BODY_INVALID");
        assertThat(answer.findings())
                .containsExactlyInAnyOrder(
                        "type /inputs",
                        "type /reason",
                        "type /version",
                        "type /dryRun",
                        "unknown-property /input",
                        "unknown-property /a~1b");
    }

    @Test
    void everythingWrongWithAQueryIsReportedAtOnce() {
        Answer answer = client.get("/api/v1/runs?limit=many&state=running,lost&from=yesterday&colour=red&q=a&q=b");

        answer.isProblem(400, "QUERY_INVALID");
        assertThat(answer.findings())
                .containsExactlyInAnyOrder(
                        "type limit", "choice state", "type from", "unknown-parameter colour", "repeated q");
    }

    @Test
    void findingsOfTheEngineKeepTheirPlaces() {
        Answer inputs = client.postJson("/api/v1/runbooks/book-00/runs", "{\"inputs\":{\"wrong\":1}}");
        Answer diagram = client.postXml("/api/v1/runbooks", "bad");

        inputs.isProblem(422, "INPUTS_INVALID");
        assertThat(inputs.findings()).containsExactly("unknown-input /inputs/wrong", "required-input /inputs/service");
        assertThat(diagram.findings()).containsExactly("unknown-operation Task_1", "xml 3:7", "unnamed ");
    }

    @Test
    void diagramsAboveTheLimitAreRefusedAndTheClientGetsToReadWhy() {
        client.postXml("/api/v1/runbooks", "x".repeat(5 << 20)).isProblem(413, "BODY_TOO_LARGE");
    }

    @Test
    void bodiesAboveTheLimitAreRefused() {
        String body = "{\"reason\":\"" + "x".repeat(1 << 20) + "\"}";

        client.postJson("/api/v1/runbooks/book-00/runs", body).isProblem(413, "BODY_TOO_LARGE");
    }

    @Test
    void jsonThatIsTooDeepIsMalformed() {
        client.postJson("/api/v1/runbooks/book-00/runs", "[".repeat(100_000)).isProblem(400, "BODY_MALFORMED");
    }

    @Test
    void bugsTellAnIdAndNothingElse() {
        Answer answer = client.get("/api/v1/runs/broken").isProblem(500, "INTERNAL_ERROR");

        assertThat(answer.body()).doesNotContain("secret detail");
        assertThat(answer.json().path("errorId").asString()).hasSize(36);
        assertThat(answer.json().path("detail").asString())
                .contains(answer.json().path("errorId").asString());
    }

    @Test
    void whatIsUnavailableSaysWhenToTryAgain() {
        Answer answer = client.postJson("/api/v1/runbooks/book-00/runs", "{}", "Idempotency-Key", "full");

        answer.isProblem(503, "SHUTTING_DOWN");
        assertThat(answer.header("Retry-After")).isEqualTo("5");
    }

    @Test
    void linesThatAreNotHttpGetAProblemToo() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write("GET /a|b\\c<> HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json", "REQUEST_MALFORMED");
            assertThat(answer).doesNotContain("<html", "Exception");
        }
    }
}
