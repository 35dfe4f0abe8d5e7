package io.signalbox.scenarios;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import okhttp3.Request;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

class BadStartsAreRefusedTest {

    @RegisterExtension
    static final Application signalbox = Application.shared();

    private static final String RUNS = "/api/v1/runbooks/bad-start/runs";

    private final Api api = signalbox.api();

    @BeforeAll
    static void deploy() {
        signalbox
                .api()
                .deploy(Diagram.of("bad-start")
                        .input("service", "string", "required", "maxlength=10")
                        .input("count", "long", "required", "min=1", "max=5")
                        .input("fast", "boolean")
                        .input("day", "date")
                        .step("say", "flow.note", "text=${service}")
                        .end("Said"));
    }

    static Stream<Refusal> bodies() {
        return Stream.of(
                Refusal.of("malformed", 400, "BODY_MALFORMED", json("{\"inputs\": {"), "json@1:13"),
                Refusal.of("not even JSON", 400, "BODY_MALFORMED", json("service=shop"), "json@1:1"),
                Refusal.of("two documents", 400, "BODY_MALFORMED", json("{} {}"), "json@1:4"),
                Refusal.of(
                        "a key twice",
                        400,
                        "BODY_MALFORMED",
                        json("{\"inputs\": {\"service\": \"a\", \"service\": \"b\"}}"),
                        "json@1:38"),
                Refusal.of("a list", 400, "BODY_MALFORMED", json("[]")),
                Refusal.of("a text", 400, "BODY_MALFORMED", json("\"shop\"")),
                Refusal.of("nothing", 400, "BODY_MISSING", json("")),
                Refusal.of(
                        "not UTF-8",
                        400,
                        "BODY_MALFORMED",
                        a -> a.post(RUNS, "application/json", new byte[] {
                            '{', '"', (byte) 0xC3, (byte) 0x28, '"', ':', '1', '}'
                        }),
                        "json@1:6"),
                Refusal.of(
                        "nested without end",
                        400,
                        "BODY_MALFORMED",
                        json("{\"inputs\":{\"service\":" + "[".repeat(100_000)),
                        "json@"),
                Refusal.of(
                        "too large",
                        413,
                        "BODY_TOO_LARGE",
                        json("{\"inputs\":{\"service\":\"" + "x".repeat(2_000_000) + "\"}}")),
                Refusal.of(
                        "not said to be JSON",
                        415,
                        "UNSUPPORTED_MEDIA_TYPE",
                        a -> a.post(RUNS, "text/plain", "{}".getBytes(UTF_8))),
                Refusal.of(
                        "not said what it is",
                        415,
                        "UNSUPPORTED_MEDIA_TYPE",
                        a -> a.post(RUNS, null, "{}".getBytes(UTF_8))),
                Refusal.of(
                        "every property wrong",
                        422,
                        "BODY_INVALID",
                        json("{\"inputs\":[],\"version\":0,\"reason\":7,\"businessKey\":\"" + "k".repeat(256)
                                + "\",\"dryRun\":\"no\",\"speed\":9}"),
                        "type@/inputs",
                        "type@/version",
                        "type@/reason",
                        "too-long@/businessKey",
                        "type@/dryRun",
                        "unknown-property@/speed"));
    }

    static Stream<Refusal> inputs() {
        return Stream.of(
                Refusal.of(
                        "none",
                        422,
                        "INPUTS_INVALID",
                        json("{}"),
                        "required-input@/inputs/service",
                        "required-input@/inputs/count"),
                Refusal.of(
                        "null and blank",
                        422,
                        "INPUTS_INVALID",
                        json("{\"inputs\":{\"service\":\" \",\"count\":null}}"),
                        "required-input@/inputs/service",
                        "required-input@/inputs/count"),
                Refusal.of(
                        "every one wrong",
                        422,
                        "INPUTS_INVALID",
                        given(Map.of(
                                "service",
                                List.of("shop"),
                                "count",
                                "many",
                                "fast",
                                "perhaps",
                                "day",
                                "2026-02-30",
                                "sevrice",
                                "shop")),
                        "input-value@/inputs/service",
                        "input-value@/inputs/count",
                        "input-value@/inputs/fast",
                        "input-value@/inputs/day",
                        "unknown-input@/inputs/sevrice"),
                Refusal.of(
                        "out of bounds",
                        422,
                        "INPUTS_INVALID",
                        given(Map.of("service", "much too long", "count", 6)),
                        "input-value@/inputs/service",
                        "input-value@/inputs/count"),
                Refusal.of(
                        "a number without end",
                        422,
                        "INPUTS_INVALID",
                        json("{\"inputs\":{\"service\":\"shop\",\"count\":1e999999}}"),
                        "input-value@/inputs/count"),
                Refusal.of(
                        "half a thing",
                        422,
                        "INPUTS_INVALID",
                        given(Map.of("service", "shop", "count", 1.5)),
                        "input-value@/inputs/count"),
                Refusal.of(
                        "a character that no database keeps",
                        422,
                        "BODY_INVALID",
                        given(Map.of("service", "sh\0p", "count", 1)),
                        "characters@/inputs/service"));
    }

    static Stream<Refusal> elsewhere() {
        Map<String, Object> good = Map.of("inputs", Map.of("service", "shop", "count", 1));
        return Stream.of(
                Refusal.of(
                        "unknown runbook", 404, "RUNBOOK_NOT_FOUND", a -> a.post("/api/v1/runbooks/nope/runs", good)),
                Refusal.of(
                        "unknown version",
                        404,
                        "VERSION_NOT_FOUND",
                        json("{\"version\":99,\"inputs\":{\"service\":\"shop\",\"count\":1}}")),
                Refusal.of(
                        "reason with a character that no database keeps",
                        422,
                        "BODY_INVALID",
                        json("{\"reason\":\"be\\u0000cause\",\"inputs\":{\"service\":\"shop\",\"count\":1}}"),
                        "characters@/reason"),
                Refusal.of(
                        "empty Idempotency-Key",
                        400,
                        "HEADER_INVALID",
                        a -> a.post(RUNS, good).header("Idempotency-Key", ""),
                        "header@Idempotency-Key"),
                Refusal.of(
                        "long Idempotency-Key",
                        400,
                        "HEADER_INVALID",
                        a -> a.post(RUNS, good).header("Idempotency-Key", "k".repeat(256)),
                        "header@Idempotency-Key"),
                Refusal.of(
                        "nobody",
                        401,
                        "UNAUTHENTICATED",
                        a -> a.post(RUNS, good).removeHeader("Authorization")),
                Refusal.of(
                        "unknown token",
                        401,
                        "UNAUTHENTICATED",
                        a -> a.post(RUNS, good).header("Authorization", "Bearer sbx_guessed")),
                Refusal.of(
                        "wrong password",
                        401,
                        "UNAUTHENTICATED",
                        a -> a.post(RUNS, good).header("Authorization", okhttp3.Credentials.basic("admin", "admin"))),
                Refusal.of(
                        "one who may only look",
                        403,
                        "FORBIDDEN",
                        a -> a.post(RUNS, good).header("Authorization", "Bearer " + Application.VIEWER_TOKEN)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"bodies", "inputs", "elsewhere"})
    void startIsRefusedWithEverythingThatIsWrong(Refusal refusal) {
        refusal.check(api);
    }

    @Test
    void whoDidNotLogInIsToldHow() {
        Answer answer = api.send(api.request(RUNS).removeHeader("Authorization"));
        assertThat(answer.headers()).containsKey("WWW-Authenticate");
    }

    @Test
    void preferenceThatIsNotUnderstoodIsNoReasonToRefuse() {
        Request.Builder request = api.startRequest("bad-start", Map.of("service", "shop", "count", 1))
                .header("Prefer", "wait=soon, handling=mild");
        Answer answer = api.send(request).expect(201);
        assertThat(answer.headers()).doesNotContainKey("Preference-Applied");
        api.awaitEnd(answer.as(Api.Run.class).id());
    }

    private static Function<Api, Request.Builder> json(String body) {
        return api -> api.post(RUNS, "application/json", body.getBytes(UTF_8));
    }

    private static Function<Api, Request.Builder> given(Map<String, Object> inputs) {
        return api -> api.post(RUNS, Map.of("inputs", inputs));
    }
}
