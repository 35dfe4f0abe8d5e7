package io.signalbox.scenarios;

import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

class BadQuestionsAreRefusedTest {

    @RegisterExtension
    static final Application signalbox = Application.shared();

    private static String run;
    private static String step;

    private final Api api = signalbox.api();

    @BeforeAll
    static void run() {
        Api api = signalbox.api();
        api.deploy(Diagram.of("bad-question")
                .step("say", "flow.note", "text=hello")
                .end("Said"));
        run = api.awaitEnd(api.start("bad-question", Map.of()).id()).id();
        step = api.step(run, "say").id();
    }

    static Stream<Refusal> questions() {
        return Stream.of(
                Refusal.of(
                        "every filter wrong",
                        400,
                        "QUERY_INVALID",
                        get("/api/v1/runs?limit=0&state=BROKEN&from=yesterday&to=2026-13-01T00:00:00Z&sort=up"),
                        "type@limit",
                        "choice@state",
                        "type@from",
                        "type@to",
                        "unknown-parameter@sort"),
                Refusal.of("limit too high", 400, "QUERY_INVALID", get("/api/v1/runs?limit=201"), "type@limit"),
                Refusal.of("limit of text", 400, "QUERY_INVALID", get("/api/v1/runbooks?limit=ten"), "type@limit"),
                Refusal.of(
                        "runbook twice",
                        400,
                        "QUERY_INVALID",
                        get("/api/v1/runs?runbook=a&runbook=b"),
                        "repeated@runbook"),
                Refusal.of(
                        "text too long", 400, "QUERY_INVALID", get("/api/v1/runs?q=" + "q".repeat(1001)), "too-long@q"),
                Refusal.of(
                        "text that no database keeps",
                        400,
                        "QUERY_INVALID",
                        get("/api/v1/runs?q=a%00b"),
                        "characters@q"),
                Refusal.of("cursor of runs", 400, "CURSOR_INVALID", get("/api/v1/runs?cursor=guess"), "cursor@cursor"),
                Refusal.of(
                        "cursor of runbooks",
                        400,
                        "CURSOR_INVALID",
                        get("/api/v1/runbooks?cursor=guess"),
                        "cursor@cursor"),
                Refusal.of(
                        "log",
                        400,
                        "QUERY_INVALID",
                        a -> a.request("/api/v1/runs/" + run + "/log?after=-1&limit=5000&level=LOUD"),
                        "type@after",
                        "type@limit",
                        "choice@level"),
                Refusal.of(
                        "last event",
                        400,
                        "CURSOR_INVALID",
                        a -> a.request("/api/v1/runs/" + run + "/events")
                                .header("Accept", "text/event-stream")
                                .header("Last-Event-ID", "guess"),
                        "cursor@Last-Event-ID"),
                Refusal.of("unknown run", 404, "RUN_NOT_FOUND", get("/api/v1/runs/nope")),
                Refusal.of("steps of an unknown run", 404, "RUN_NOT_FOUND", get("/api/v1/runs/nope/steps")),
                Refusal.of("log of an unknown run", 404, "RUN_NOT_FOUND", get("/api/v1/runs/nope/log")),
                Refusal.of("events of an unknown run", 404, "RUN_NOT_FOUND", get("/api/v1/runs/nope/events")),
                Refusal.of("unknown runbook", 404, "RUNBOOK_NOT_FOUND", get("/api/v1/runbooks/nope")),
                Refusal.of(
                        "version of text",
                        400,
                        "PATH_INVALID",
                        get("/api/v1/runbooks/bad-question/versions/one"),
                        "parameter-type@version"),
                Refusal.of(
                        "unknown version", 404, "VERSION_NOT_FOUND", get("/api/v1/runbooks/bad-question/versions/9")),
                Refusal.of("unknown path", 404, "PATH_NOT_FOUND", get("/api/v1/nothing")),
                Refusal.of("path outside", 400, "REQUEST_MALFORMED", get("/api/v1/runs/..%2f..%2fetc")),
                Refusal.of(
                        "wrong method",
                        405,
                        "METHOD_NOT_ALLOWED",
                        a -> a.request("/api/v1/runs/" + run).delete()),
                Refusal.of(
                        "wrong method with a body",
                        405,
                        "METHOD_NOT_ALLOWED",
                        a -> a.request("/api/v1/runbooks").put(RequestBody.create(new byte[] {'{', '}'}))),
                Refusal.of(
                        "answer in a form that is not there",
                        406,
                        "NOT_ACCEPTABLE",
                        a -> a.request("/api/v1/runs").header("Accept", "image/png")),
                Refusal.of(
                        "nobody",
                        401,
                        "UNAUTHENTICATED",
                        a -> a.request("/api/v1/runs").removeHeader("Authorization")),
                Refusal.of(
                        "not a login",
                        401,
                        "UNAUTHENTICATED",
                        a -> a.request("/api/v1/runs").header("Authorization", "Basic %%%")));
    }

    static Stream<Refusal> acts() {
        return Stream.of(
                Refusal.of("cancel without a reason", 422, "BODY_INVALID", act("cancel", Map.of()), "required@/reason"),
                Refusal.of(
                        "cancel with a blank one",
                        422,
                        "BODY_INVALID",
                        act("cancel", Map.of("reason", " ")),
                        "required@/reason"),
                Refusal.of(
                        "cancel with more than that",
                        422,
                        "BODY_INVALID",
                        act("cancel", Map.of("reason", 7, "force", true)),
                        "type@/reason",
                        "unknown-property@/force"),
                Refusal.of(
                        "cancel an unknown run",
                        404,
                        "RUN_NOT_FOUND",
                        a -> a.post("/api/v1/runs/nope/cancel", Map.of("reason", "x"))),
                Refusal.of(
                        "roll back what changed nothing",
                        409,
                        "NOTHING_TO_ROLL_BACK",
                        act("rollback", Map.of("reason", "x"))),
                Refusal.of(
                        "retry an unknown step", 404, "STEP_NOT_FOUND", act("steps/nope/retry", Map.of("reason", "x"))),
                Refusal.of(
                        "retry what has completed",
                        409,
                        "STEP_STATE",
                        a -> act("steps/" + step + "/retry", Map.of("reason", "x"))
                                .apply(a)),
                Refusal.of(
                        "skip with an output that is none",
                        422,
                        "BODY_INVALID",
                        a -> act("steps/" + step + "/skip", Map.of("reason", "x", "output", 5))
                                .apply(a),
                        "type@/output"),
                Refusal.of(
                        "cancel as one who may only look",
                        403,
                        "FORBIDDEN",
                        a -> act("cancel", Map.of("reason", "x"))
                                .apply(a)
                                .header("Authorization", "Bearer " + Application.VIEWER_TOKEN)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"questions", "acts"})
    void requestIsRefusedWithEverythingThatIsWrong(Refusal refusal) {
        refusal.check(api);
    }

    private static Function<Api, Request.Builder> get(String path) {
        return api -> api.request(path);
    }

    private static Function<Api, Request.Builder> act(String what, Map<String, Object> body) {
        return api -> api.post("/api/v1/runs/" + run + "/" + what, body);
    }
}
