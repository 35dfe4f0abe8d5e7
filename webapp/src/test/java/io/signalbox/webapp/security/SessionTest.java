package io.signalbox.webapp.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.webapp.Answer;
import io.signalbox.webapp.Client;
import io.signalbox.webapp.WebLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;

class SessionTest {

    private static final String[] OURS = {"X-Requested-With", "signalbox"};

    private final Client client = WebLayer.shared().client();

    @Test
    void loginSetsACookieThatNoScriptReadsAndNoForeignPageSends() {
        Answer answer = logIn(WebLayer.VIEWER, WebLayer.PASSWORD);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("name").asString()).isEqualTo(WebLayer.VIEWER);
        assertThat(answer.header("Set-Cookie")).contains("; HttpOnly", "; SameSite=Strict", "; Path=/");
        assertThat(client.get("/api/v1/session", "Cookie", cookie(answer))
                        .json()
                        .path("name")
                        .asString())
                .isEqualTo(WebLayer.VIEWER);
    }

    @Test
    void wrongPasswordAndUnknownNameGetTheSameAnswer() {
        String wrong =
                logIn(WebLayer.VIEWER, "wrong").isProblem(401, "LOGIN_FAILED").body();

        assertThat(logIn("nobody", "wrong").isProblem(401, "LOGIN_FAILED").body())
                .isEqualTo(wrong);
    }

    @Test
    void loginFromAForeignPageIsRefused() {
        client.postJson(
                        "/api/v1/session",
                        "{\"name\":\"vera\",\"password\":\"" + WebLayer.PASSWORD + "\"}",
                        "Origin",
                        "http://evil.example")
                .isProblem(403, "FOREIGN_PAGE");
    }

    @Test
    void cookieAloneChangesNothing() {
        String cookie = cookie(logIn(WebLayer.OPERATOR, WebLayer.PASSWORD));
        String path = "/api/v1/runs/r1/cancel";
        String body = "{\"reason\":\"because\"}";

        client.postJson(path, body, "Cookie", cookie).isProblem(403, "FOREIGN_PAGE");
        client.postJson(path, body, "Cookie", cookie, "Origin", "http://evil.example")
                .isProblem(403, "FOREIGN_PAGE");
        assertThat(client.postJson(path, body, "Cookie", cookie, OURS[0], OURS[1])
                        .status())
                .isEqualTo(200);
        assertThat(client.postJson(path, body, "Cookie", cookie, "Origin", client.base())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void cookieGivesNoMoreThanTheRolesOfItsUser() {
        String cookie = cookie(logIn(WebLayer.VIEWER, WebLayer.PASSWORD));

        client.postJson("/api/v1/runs/r1/cancel", "{\"reason\":\"r\"}", "Cookie", cookie, OURS[0], OURS[1])
                .isProblem(403, "FORBIDDEN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "dmVyYQ.9999999999.00", "dmVyYQ.1.00", "..", "!.9999999999.00"})
    void cookieThatWeDidNotGiveOutIsNobodys(String value) {
        client.get("/api/v1/session", "Cookie", "signalbox=" + value).isProblem(401, "UNAUTHENTICATED");
    }

    @Test
    void cookieOfOneUserCannotBeMadeThatOfAnother() {
        String[] parts =
                cookie(logIn(WebLayer.VIEWER, WebLayer.PASSWORD)).split("=")[1].split("\\.");
        String admin = "YWRtaW4." + parts[1] + "." + parts[2];

        client.get("/api/v1/session", "Cookie", "signalbox=" + admin).isProblem(401, "UNAUTHENTICATED");
    }

    @Test
    void loggingOutTakesTheCookieAway() {
        String cookie = cookie(logIn(WebLayer.VIEWER, WebLayer.PASSWORD));

        Answer answer = client.send("DELETE", "/api/v1/session", "", "Cookie", cookie, OURS[0], OURS[1]);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Set-Cookie")).startsWith("signalbox=;").contains("Max-Age=0");
    }

    @Test
    void pageIsToldThatNobodyIsLoggedInWithoutTheBrowserAsking() {
        Answer page = client.get("/api/v1/session", OURS).isProblem(401, "UNAUTHENTICATED");
        Answer stream = client.get("/api/v1/events", "Accept", "text/event-stream");

        assertThat(page.headers().allValues("WWW-Authenticate")).isEmpty();
        assertThat(stream.status()).isEqualTo(401);
        assertThat(stream.headers().allValues("WWW-Authenticate")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/swagger-ui", "/swagger-ui/index.html?a=b&c=d", "/actuator/prometheus"})
    void whoOpensAnAddressInABrowserIsLedToTheLogin(String address) {
        Answer answer = client.get(address, "Accept", "text/html,*/*;q=0.8");

        assertThat(answer.status()).isEqualTo(302);
        assertThat(URI.create(answer.header("Location")).getPath()).isEqualTo("/login");
        assertThat(URI.create(answer.header("Location")).getQuery()).isEqualTo("next=" + address);
        assertThat(answer.headers().allValues("WWW-Authenticate")).isEmpty();
    }

    @Test
    void scriptOfAnyOtherPageOfOursDoesNotMakeTheBrowserAskEither() {
        Answer answer = client.get("/v3/api-docs", "Sec-Fetch-Mode", "cors").isProblem(401, "UNAUTHENTICATED");

        assertThat(answer.headers().allValues("WWW-Authenticate")).isEmpty();
    }

    private Answer logIn(String name, String password) {
        return client.postJson(
                "/api/v1/session", "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}", OURS);
    }

    private static String cookie(Answer answer) {
        return answer.header("Set-Cookie").split(";")[0];
    }
}
