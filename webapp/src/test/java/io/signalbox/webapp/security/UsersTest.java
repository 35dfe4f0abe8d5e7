package io.signalbox.webapp.security;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.signalbox.webapp.Answer;
import io.signalbox.webapp.Client;
import io.signalbox.webapp.WebLayer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

@TestInstance(Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // Set before all tests.
class UsersTest {

    private static final String USERS = "/api/v1/users";
    private static final String TOKENS = "/api/v1/tokens";
    private static final String[] JSON = {"Content-Type", "application/json"};

    private static final String KEY = "signalbox.security.session-key=a key that all nodes of one cluster know";

    private WebLayer server;
    private Client admin;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = WebLayer.start(
                folder,
                KEY,
                "signalbox.security.users[0].name=" + WebLayer.VIEWER,
                "signalbox.security.users[0].password=" + WebLayer.HASH,
                "signalbox.security.users[0].roles=viewer");
        admin = server.admin();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void ownPasswordIsChangedByWhoKnowsThePresentOneAndEndsOtherLogins() {
        add("{\"name\":\"pia\",\"roles\":[\"viewer\"],\"password\":\"correct horse\"}");
        String here = logIn("pia", "correct horse");
        String elsewhere = logIn("pia", "correct horse");

        changeOwn(here, "{\"present\":\"wrong\",\"password\":\"battery staple\"}")
                .isProblem(403, "PASSWORD_WRONG");
        Answer tooShort = changeOwn(here, "{\"password\":\"staple\"}").isProblem(422, "BODY_INVALID");
        assertThat(tooShort.body()).contains("present", "at least 10");
        Answer changed = changeOwn(here, "{\"present\":\"correct horse\",\"password\":\"battery staple\"}");

        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.json().path("ownPassword").asBoolean()).isTrue();
        assertThat(session(cookie(changed)).status()).isEqualTo(200);
        session(here).isProblem(401, "UNAUTHENTICATED");
        session(elsewhere).isProblem(401, "UNAUTHENTICATED");
        assertThat(server.client()
                        .basic("pia", "battery staple")
                        .get("/api/v1/runs")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void passwordOfTheConfigurationIsNotChangedHere() {
        String cookie = logIn(WebLayer.VIEWER, WebLayer.PASSWORD);

        assertThat(session(cookie).json().path("ownPassword").asBoolean()).isFalse();
        changeOwn(cookie, "{\"present\":\"" + WebLayer.PASSWORD + "\",\"password\":\"battery staple\"}")
                .isProblem(409, "USER_CONFIGURED");
    }

    private String logIn(String name, String password) {
        return logIn(server, name, password);
    }

    private static String logIn(WebLayer node, String name, String password) {
        return cookie(node.client()
                .postJson(
                        "/api/v1/session",
                        "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}",
                        "X-Requested-With",
                        "signalbox"));
    }

    private static String cookie(Answer answer) {
        return answer.header("Set-Cookie").split(";", 2)[0];
    }

    private Answer session(String cookie) {
        return session(server, cookie);
    }

    private static Answer session(WebLayer node, String cookie) {
        return node.client().get("/api/v1/session", "Cookie", cookie);
    }

    private Answer changeOwn(String cookie, String body) {
        return server.client()
                .postJson("/api/v1/session/password", body, "Cookie", cookie, "X-Requested-With", "signalbox");
    }

    @Test
    void userWhoWasAddedLogsInAndHasNoMoreThanTheirRoles() {
        Answer added = add("{\"name\":\"olga\",\"roles\":[\"operator\"],\"password\":\"correct horse\"}");

        assertThat(added.status()).as(added.body()).isEqualTo(201);
        assertThat(added.header("Location")).isEqualTo(USERS + "/olga");
        assertThat(added.json().has("password")).isFalse();
        assertThat(added.json().path("user").path("roles").toString()).isEqualTo("[\"OPERATOR\"]");
        Client olga = server.client().basic("olga", "correct horse");
        assertThat(olga.get("/api/v1/runs").status()).isEqualTo(200);
        olga.get(USERS).isProblem(403, "FORBIDDEN");
        assertThat(kept()).doesNotContain("correct horse").contains("olga");
    }

    @Test
    void passwordThatNobodyGaveIsMadeAndToldOnce() {
        Answer added = add("{\"name\":\"paul\",\"roles\":[\"VIEWER\"]}");
        String password = added.json().path("password").asString();

        assertThat(password).hasSize(20);
        assertThat(server.client().basic("paul", password).get("/api/v1/runs").status())
                .isEqualTo(200);
        assertThat(admin.get(USERS + "/paul").body()).doesNotContain(password);
    }

    @Test
    void newPasswordEndsWhatTheOldOneBegan() {
        add("{\"name\":\"rosa\",\"roles\":[\"VIEWER\"],\"password\":\"the old password\"}");
        Client before = server.client().basic("rosa", "the old password");
        assertThat(before.get("/api/v1/runs").status()).isEqualTo(200);

        Answer set = admin.postJson(USERS + "/rosa/password", "{}");

        before.get("/api/v1/runs").isProblem(401, "UNAUTHENTICATED");
        String password = set.json().path("password").asString();
        assertThat(server.client().basic("rosa", password).get("/api/v1/runs").status())
                .isEqualTo(200);
    }

    @Test
    void disabledUserIsRefusedWithPasswordAndTokenUntilEnabledAgain() {
        add("{\"name\":\"siri\",\"roles\":[\"VIEWER\"],\"password\":\"the password\"}");
        Client token =
                server.client().bearer(token("siri", "laptop").path("secret").asString());
        Client password = server.client().basic("siri", "the password");

        assertThat(change("siri", "{\"disabled\":true}").json().path("disabled").asBoolean())
                .isTrue();
        token.get("/api/v1/runs").isProblem(401, "UNAUTHENTICATED");
        password.get("/api/v1/runs").isProblem(401, "UNAUTHENTICATED");

        change("siri", "{\"disabled\":false}");
        assertThat(token.get("/api/v1/runs").status()).isEqualTo(200);
        assertThat(password.get("/api/v1/runs").status()).isEqualTo(200);
    }

    @Test
    void rolesCountFromTheNextRequestOn() {
        add("{\"name\":\"tina\",\"roles\":[\"viewer\"],\"password\":\"the password\"}");
        Client tina = server.client().basic("tina", "the password");
        tina.get(USERS).isProblem(403, "FORBIDDEN");

        change("tina", "{\"roles\":[\"admin\"]}");

        assertThat(tina.get(USERS).status()).isEqualTo(200);
        change("tina", "{\"roles\":[\"viewer\"]}");
    }

    @Test
    void tokenIsToldOnceCountsAtOnceAndNoMoreWhenRevoked() {
        var made = token("admin", "backup");
        Client client = server.client().bearer(made.path("secret").asString());
        assertThat(client.get("/api/v1/runs").status()).isEqualTo(200);
        assertThat(admin.get(TOKENS).body())
                .contains("backup")
                .doesNotContain(made.path("secret").asString());
        assertThat(kept()).doesNotContain(made.path("secret").asString());

        String id = made.path("token").path("id").asString();
        assertThat(admin.send("DELETE", TOKENS + "/" + id, "").status()).isEqualTo(204);

        client.get("/api/v1/runs").isProblem(401, "UNAUTHENTICATED");
        admin.send("DELETE", TOKENS + "/" + id, "").isProblem(404, "TOKEN_NOT_FOUND");
    }

    @Test
    void removedUserIsGoneWithAllTokens() {
        add("{\"name\":\"uwe\",\"roles\":[\"VIEWER\"]}");
        Client client =
                server.client().bearer(token("uwe", "laptop").path("secret").asString());

        assertThat(admin.send("DELETE", USERS + "/uwe", "").status()).isEqualTo(204);

        client.get("/api/v1/runs").isProblem(401, "UNAUTHENTICATED");
        admin.get(USERS + "/uwe").isProblem(404, "USER_NOT_FOUND");
    }

    @Test
    void lastAdministratorStays() {
        admin.send("DELETE", USERS + "/admin", "").isProblem(409, "LAST_ADMIN");
        change("admin", "{\"roles\":[\"viewer\"]}").isProblem(409, "LAST_ADMIN");
        change("admin", "{\"disabled\":true}").isProblem(409, "LAST_ADMIN");
        assertThat(admin.get(USERS + "/admin").json().path("disabled").asBoolean())
                .isFalse();
    }

    @Test
    void usersOfTheConfigurationAreChangedThere() {
        assertThat(admin.get(USERS + "/vera").json().path("origin").asString()).isEqualTo("CONFIGURATION");
        change("vera", "{\"roles\":[\"admin\"]}").isProblem(409, "USER_CONFIGURED");
        admin.send("DELETE", USERS + "/vera", "").isProblem(409, "USER_CONFIGURED");
        admin.postJson(TOKENS, "{\"user\":\"vera\",\"name\":\"x\"}").isProblem(409, "USER_CONFIGURED");
        add("{\"name\":\"vera\",\"roles\":[\"admin\"]}").isProblem(409, "USER_EXISTS");
    }

    @ParameterizedTest
    @ValueSource(strings = {USERS, TOKENS, USERS + "/admin"})
    void onlyAdministratorsSeeThem(String path) {
        server.client().basic(WebLayer.VIEWER, WebLayer.PASSWORD).get(path).isProblem(403, "FORBIDDEN");
        server.client().get(path).isProblem(401, "UNAUTHENTICATED");
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        assertThat(add("{\"name\":\"no spaces\",\"roles\":[\"king\"],\"password\":\"short\",\"age\":7}")
                        .isProblem(422, "BODY_INVALID")
                        .findings())
                .containsExactlyInAnyOrder(
                        "name /name", "choice /roles", "too-short /password", "unknown-property /age");
        assertThat(add("{\"roles\":[]}").isProblem(422, "BODY_INVALID").findings())
                .containsExactlyInAnyOrder("required /name", "required /roles");
        assertThat(add("{\"name\":\"x\",\"roles\":[\"viewer\"],\"password\":\"" + "ä".repeat(40) + "\"}")
                        .isProblem(422, "BODY_INVALID")
                        .findings())
                .containsExactly("too-long /password");
        assertThat(admin.postJson(TOKENS, "{\"expiresInDays\":9999}")
                        .isProblem(422, "BODY_INVALID")
                        .findings())
                .containsExactlyInAnyOrder("required /user", "required /name", "too-large /expiresInDays");
        admin.postJson(TOKENS, "{\"user\":\"nobody\",\"name\":\"x\"}").isProblem(404, "USER_NOT_FOUND");
        change("nobody", "{}").isProblem(404, "USER_NOT_FOUND");
        add("{\"name\":\"admin\",\"roles\":[\"viewer\"]}").isProblem(409, "USER_EXISTS");
    }

    @Test
    void everyNodeKnowsAtOnceWhoWasAddedOnAnother(@TempDir Path folder) {
        WebLayer other = another(folder);
        try {
            assertThat(other.client().basic("yara", "the password").get(USERS).status())
                    .isEqualTo(401);
            add("{\"name\":\"yara\",\"roles\":[\"admin\"],\"password\":\"the password\"}");
            assertThat(other.client().basic("yara", "the password").get(USERS).body())
                    .contains("yara", "admin");
            String secret = token("yara", "laptop").path("secret").asString();
            assertThat(other.client().bearer(secret).get(USERS).status()).isEqualTo(200);

            String cookie = logIn("yara", "the password");
            assertThat(session(other, cookie).status()).isEqualTo(200);
            String anew = cookie(changeOwn(cookie, "{\"present\":\"the password\",\"password\":\"battery staple\"}"));
            assertThat(session(other, anew).status()).isEqualTo(200);
            assertThat(logIn(other, "yara", "battery staple")).startsWith("signalbox=");
        } finally {
            other.close();
        }
    }

    @Test
    void everyNodeRefusesWithinASecondWhomAnotherHasRemoved(@TempDir Path folder) {
        add("{\"name\":\"zoe\",\"roles\":[\"viewer\"]}");
        String secret = token("zoe", "laptop").path("secret").asString();
        WebLayer other = another(folder);
        try {
            assertThat(other.client().bearer(secret).get("/api/v1/runs").status())
                    .isEqualTo(200);
            admin.send("DELETE", USERS + "/zoe", "");
            await().atMost(5, SECONDS)
                    .until(() ->
                            other.client().bearer(secret).get("/api/v1/runs").status() == 401);
        } finally {
            other.close();
        }
    }

    @Test
    void nodesThatChangeUsersAtTheSameTimeLoseNoChange(@TempDir Path folder) {
        WebLayer other = another(folder);
        try {
            Client there = other.admin();
            IntStream.range(0, 20)
                    .parallel()
                    .mapToObj(i -> (i % 2 == 0 ? admin : there)
                            .postJson(TOKENS, "{\"user\":\"admin\",\"name\":\"busy-" + i + "\"}"))
                    .forEach(made -> assertThat(made.status()).as(made.body()).isEqualTo(201));

            assertThat(other.admin().get(TOKENS + "?limit=200").body().split("busy-", -1))
                    .hasSize(21);
            assertThat(admin.get(TOKENS + "?limit=200").body().split("busy-", -1))
                    .hasSize(21);
        } finally {
            other.close();
        }
    }

    @Test
    void eachNodeHasATokenForTheAdministratorAndTakesNoOthersAway(@TempDir Path folder) {
        WebLayer other = another(folder);
        try {
            assertThat(other.bean(UserStore.class).newPassword()).isEmpty();
            assertThat(admin.get(TOKENS).body()).contains("\"admin.token\"", "\"admin.token of node-2\"");
            assertThat(other.admin().get(USERS).status()).isEqualTo(200);
        } finally {
            other.close();
        }
    }

    @Test
    void usersOfAnEarlierVersionAreTakenFromTheirFile(@TempDir Path folder) throws IOException {
        String secret = "sbx_old";
        Files.writeString(folder.resolve("admin.token"), secret + "\n");
        Files.writeString(
                folder.resolve("users.json"),
                "{\"users\":[{\"name\":\"admin\",\"password\":\"" + WebLayer.HASH
                        + "\",\"roles\":[\"ADMIN\"],\"tokens\":[\"" + Tokens.hash(secret) + "\"]}]}");
        WebLayer old = WebLayer.start(folder);
        try {
            assertThat(old.client()
                            .bearer(secret)
                            .get(TOKENS)
                            .json()
                            .path("items")
                            .size())
                    .isEqualTo(1);
            assertThat(old.bean(UserStore.class).newPassword()).isEmpty();
            assertThat(folder.resolve("users.json")).doesNotExist();
            assertThat(folder.resolve("users.json.old")).exists();
        } finally {
            old.close();
        }
    }

    private WebLayer another(Path folder) {
        return server.another(folder, "signalbox.node=node-2", KEY);
    }

    private Answer add(String body) {
        return admin.postJson(USERS, body);
    }

    private Answer change(String name, String body) {
        return admin.send("PATCH", USERS + "/" + name, body, JSON);
    }

    private tools.jackson.databind.JsonNode token(String user, String name) {
        Answer made = admin.postJson(TOKENS, "{\"user\":\"" + user + "\",\"name\":\"" + name + "\"}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.json();
    }

    private String kept() {
        return server.keptUsers();
    }
}
