package io.signalbox.webapp.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.webapp.Answer;
import io.signalbox.webapp.Client;
import io.signalbox.webapp.WebLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

class SecurityTest {

    private final WebLayer server = WebLayer.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/v1/runs",
                "/v3/api-docs",
                "/swagger-ui",
                "/swagger-ui/index.html",
                "/actuator/prometheus",
                "/actuator",
                "/nothing",
                "/error"
            })
    void nothingIsSeenWithoutALogin(String path) {
        Answer answer = server.client().get(path).isProblem(401, "UNAUTHENTICATED");

        assertThat(answer.headers().allValues("WWW-Authenticate"))
                .containsExactly("Basic realm=\"signalbox\", charset=\"UTF-8\"", "Bearer realm=\"signalbox\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"})
    void healthAloneIsOpenAndTellsNoDetails(String path) {
        Answer answer = server.client().get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("status").asString()).isEqualTo("UP");
        assertThat(answer.json().has("components")).isFalse();
    }

    @Test
    void wrongPasswordsAndTokensAreRefused() {
        Client client = server.client();

        client.basic(WebLayer.VIEWER, "wrong").get("/api/v1/runs").isProblem(401, "UNAUTHENTICATED");
        client.basic("nobody", WebLayer.PASSWORD).get("/api/v1/runs").isProblem(401, "UNAUTHENTICATED");
        Answer token = client.bearer("wrong").get("/api/v1/runs").isProblem(401, "UNAUTHENTICATED");
        assertThat(token.headers().allValues("WWW-Authenticate").getLast()).contains("error=\"invalid_token\"");
        client.bearer("wrong").get("/actuator/prometheus").isProblem(401, "UNAUTHENTICATED");
    }

    @ParameterizedTest
    @CsvSource({
        "vera, GET,  /api/v1/runs,                  200",
        "vera, GET,  /v3/api-docs,                  200",
        "vera, GET,  /actuator/prometheus,          200",
        "vera, POST, /api/v1/runbooks/validate,     200",
        "vera, POST, /api/v1/runbooks,              403",
        "vera, POST, /api/v1/runbooks/book-00/runs, 403",
        "vera, POST, /api/v1/runs/r1/cancel,        403",
        "vera, DELETE, /api/v1/runs/r1,             403",
        "otto, POST, /api/v1/runbooks,              403",
        "otto, POST, /api/v1/runbooks/book-00/runs, 201",
        "mona, POST, /api/v1/runbooks,              201",
        "mona, POST, /api/v1/runbooks/book-00/runs, 403",
        "mona, GET,  /api/v1/runs,                  200",
    })
    void aRoleAllowsWhatItIsFor(String user, String method, String path, int status) {
        String type = path.endsWith("runs") || path.endsWith("cancel") ? "application/json" : "application/xml";
        String body = method.equals("GET") ? "" : type.endsWith("json") ? "{}" : "<a/>";

        Answer answer = server.client().basic(user, WebLayer.PASSWORD).send(method, path, body, "Content-Type", type);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        if (status == 403) {
            answer.isProblem(403, "FORBIDDEN");
        }
    }

    @Test
    void answersCarryHeadersThatProtectBrowsers() {
        Answer answer = server.admin().get("/api/v1/runs");

        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(answer.header("Server")).isEmpty();
    }

    @Test
    void passwordIsMadeOnceAndKeptOnlyAsAHash(@org.junit.jupiter.api.io.TempDir Path data) throws IOException {
        WebLayer first = WebLayer.start(data);
        String password = first.bean(UserStore.class).newPassword().orElseThrow();
        String token = Files.readString(data.resolve("admin.token")).strip();
        assertThat(first.client().basic("admin", password).get("/").status()).isEqualTo(200);
        first.close();

        WebLayer second = WebLayer.start(data);
        try {
            assertThat(second.bean(UserStore.class).newPassword()).isEmpty();
            assertThat(second.client().basic("admin", password).get("/").status())
                    .isEqualTo(200);
            assertThat(second.client().bearer(token).get("/").status()).isEqualTo(200);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("admin.token"))))
                    .isEqualTo("rw-------");
            assertThat(second.keptUsers()).contains("admin").doesNotContain(password, token);
        } finally {
            second.close();
        }
    }

    @Test
    void tokenThatWasRemovedIsReplacedAtTheNextStart(@org.junit.jupiter.api.io.TempDir Path data) throws IOException {
        WebLayer first = WebLayer.start(data);
        String password = first.bean(UserStore.class).newPassword().orElseThrow();
        String old = Files.readString(data.resolve("admin.token")).strip();
        first.close();
        Files.delete(data.resolve("admin.token"));

        WebLayer second = WebLayer.start(data);
        try {
            second.client().bearer(old).get("/").isProblem(401, "UNAUTHENTICATED");
            assertThat(second.admin().get("/").status()).isEqualTo(200);
            assertThat(second.client().basic("admin", password).get("/").status())
                    .isEqualTo(200);
        } finally {
            second.close();
        }
    }
}
