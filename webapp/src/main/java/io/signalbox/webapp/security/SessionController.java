package io.signalbox.webapp.security;

import io.signalbox.webapp.problem.Refused;
import io.signalbox.webapp.request.JsonBody;
import io.signalbox.webapp.settings.Role;
import io.signalbox.webapp.settings.User;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Logging in and out with a browser. */
@RestController
@RequestMapping("/api/v1/session")
@Tag(name = "Session", description = "Logging in with a browser. Programs send a token with every request instead.")
class SessionController {

    private static final int LONGEST = 200;

    private final Accounts accounts;
    private final Administration administration;
    private final SessionCookie sessions;
    private final PasswordEncoder passwords;
    /** Checked for those who do not exist, so that they take as long as those who do. */
    private final CompletableFuture<String> nobody = new CompletableFuture<>();

    SessionController(
            Accounts accounts, Administration administration, SessionCookie sessions, PasswordEncoder passwords) {
        this.accounts = accounts;
        this.administration = administration;
        this.sessions = sessions;
        this.passwords = passwords;
    }

    /** Takes its time, for which the start does not wait. */
    @EventListener(ApplicationReadyEvent.class)
    void makePasswordOfNobody() {
        nobody.completeAsync(
                () -> Objects.requireNonNull(passwords.encode(Randoms.password())),
                work -> Thread.ofVirtual().name("password of nobody").start(work));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "logIn", summary = "Log in; the answer sets a cookie that no script can read")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Login.class)))
    ResponseEntity<Me> logIn(JsonBody body, HttpServletRequest request) {
        String name = body.requiredText("name", LONGEST);
        String password = body.requiredText("password", LONGEST);
        body.done();
        if (!SessionFilter.isOurs(request)) {
            throw new Refused(403, "FOREIGN_PAGE", "Log in on a page of Signalbox.");
        }
        accounts.lookNow();
        User user = shown(name, password)
                .orElseThrow(() -> new Refused(401, "LOGIN_FAILED", "The name or the password is not right."));
        return entered(request, user);
    }

    private Optional<User> shown(String name, String password) {
        Optional<User> user = accounts.withPassword(name);
        String hash = user.map(User::password).orElseGet(nobody::join);
        return passwords.matches(password, hash) ? user : Optional.empty();
    }

    private ResponseEntity<Me> entered(HttpServletRequest request, User user) {
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, SessionFilter.header(request, sessions.value(user), sessions.lasts()))
                .body(me(user));
    }

    @PostMapping(path = "/password", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "changeOwnPassword",
            summary = "Change one's own password; all logins with the old one end, and the answer sets a new cookie",
            description = "Asks for the present password: a browser that was left open is not enough.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = OwnPassword.class)))
    ResponseEntity<Me> changePassword(JsonBody body, HttpServletRequest request, Authentication who) {
        String present = body.requiredText("present", LONGEST);
        String password = UserController.password(body);
        body.require(password != null, "required", "password", "'password' is missing.");
        body.done();
        String name = who.getName();
        administration.checkKept(name);
        String hash = accounts.named(name).map(User::password).orElse(null);
        if (hash == null || !passwords.matches(present, hash)) {
            throw new Refused(403, "PASSWORD_WRONG", "The present password is not right.");
        }
        administration.setPassword(name, Objects.requireNonNull(password), name);
        return entered(request, accounts.named(name).orElseThrow());
    }

    @GetMapping
    @Operation(operationId = "getSession", summary = "Who is asking")
    Me get(Authentication who) {
        return accounts.named(who.getName())
                .map(this::me)
                .orElseGet(() -> new Me(who.getName(), List.of(Role.VIEWER), false));
    }

    @DeleteMapping
    @Operation(operationId = "logOut", summary = "Log out")
    ResponseEntity<Void> logOut(HttpServletRequest request) {
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, SessionFilter.header(request, "", Duration.ZERO))
                .build();
    }

    private Me me(User user) {
        return new Me(
                user.name(),
                Stream.concat(Stream.of(Role.VIEWER), user.roles().stream())
                        .distinct()
                        .sorted()
                        .toList(),
                user.password() != null && !accounts.isConfigured(user.name()));
    }

    /** Name and password. */
    record Login(String name, String password) {}

    /** A new password, and the one until now. */
    record OwnPassword(String present, String password) {}

    /**
     * Somebody who is logged in.
     *
     * @param ownPassword whether there is a password that can be changed here
     */
    record Me(String name, List<Role> roles, boolean ownPassword) {}
}
