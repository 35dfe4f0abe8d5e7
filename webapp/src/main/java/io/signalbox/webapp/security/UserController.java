package io.signalbox.webapp.security;

import io.signalbox.engine.Page;
import io.signalbox.webapp.request.JsonBody;
import io.signalbox.webapp.request.Pages;
import io.signalbox.webapp.request.Query;
import io.signalbox.webapp.settings.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

@RestController
@RequestMapping("/api/v1/users")
@Tag(name = "Users", description = "Who may log in, and what for. Only for administrators.")
class UserController {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
    private static final int LONGEST_NAME = 64;
    private static final int SHORTEST_PASSWORD = 10;
    /** What bcrypt takes, in bytes. */
    private static final int LONGEST_PASSWORD = 72;

    private final Accounts accounts;
    private final Administration administration;

    UserController(Accounts accounts, Administration administration) {
        this.accounts = accounts;
        this.administration = administration;
    }

    @GetMapping
    @Operation(operationId = "listUsers", summary = "Everybody who may log in, by name")
    @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema = @Schema(type = "integer", minimum = "1", maximum = "200", defaultValue = "50"))
    Page<UserView> list(Query query) {
        String cursor = query.text("cursor");
        int limit = query.limit();
        query.done();
        List<UserView> all = accounts.all().stream()
                .sorted(Comparator.comparing(Account::name))
                .map(this::view)
                .toList();
        return Pages.after(all, UserView::name, cursor, limit);
    }

    @GetMapping("/{name}")
    @Operation(operationId = "getUser", summary = "A user")
    UserView get(@PathVariable String name) {
        return view(administration.get(name));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "addUser",
            summary = "Add a user",
            description = "Without a password one is made; the answer has it, and it is kept nowhere.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = NewUser.class)))
    @ApiResponse(responseCode = "201", description = "The user was added")
    ResponseEntity<AddedUser> add(JsonBody body, Principal actor) {
        String name = body.requiredText("name", LONGEST_NAME);
        body.require(
                name.isBlank() || NAME.matcher(name).matches(),
                "name",
                "name",
                "'name' has letters, digits and . _ @ - only, and begins with a letter or a digit.");
        Set<Role> roles = body.choices("roles", Role.class);
        body.require(roles != null, "required", "roles", "'roles' is missing.");
        String given = password(body);
        body.done();
        String password = given == null ? Randoms.password() : given;
        Account added = administration.add(name, password, roles == null ? Set.of() : roles, actor.getName());
        return ResponseEntity.created(
                        UriComponentsBuilder.fromPath("/api/v1/users/{name}").build(name))
                .body(new AddedUser(view(added), given == null ? password : null));
    }

    @PatchMapping(path = "/{name}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "changeUser", summary = "Change the roles of a user, or disable or enable one")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = UserChange.class)))
    UserView change(@PathVariable String name, JsonBody body, Principal actor) {
        Set<Role> roles = body.choices("roles", Role.class);
        Boolean disabled = body.choice("disabled");
        body.done();
        return view(administration.change(name, roles, disabled, actor.getName()));
    }

    @PostMapping(path = "/{name}/password", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "setPassword",
            summary = "Give a user a new password; all logins with the old one end",
            description = "Without a password one is made; the answer has it, and it is kept nowhere.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = PasswordChange.class)))
    PasswordSet setPassword(@PathVariable String name, JsonBody body, Principal actor) {
        String given = password(body);
        body.done();
        String password = given == null ? Randoms.password() : given;
        administration.setPassword(name, password, actor.getName());
        return new PasswordSet(name, given == null ? password : null);
    }

    @DeleteMapping("/{name}")
    @Operation(operationId = "removeUser", summary = "Remove a user with all tokens; what was done in that name stays")
    ResponseEntity<Void> remove(@PathVariable String name, Principal actor) {
        administration.remove(name, actor.getName());
        return ResponseEntity.noContent().build();
    }

    /** Null if there is none. */
    static @Nullable String password(JsonBody body) {
        String password = body.text("password", LONGEST_PASSWORD);
        if (password != null) {
            body.require(
                    password.length() >= SHORTEST_PASSWORD,
                    "too-short",
                    "password",
                    "'password' has " + password.length() + " characters; it needs at least " + SHORTEST_PASSWORD
                            + ".");
            body.require(
                    password.length() > LONGEST_PASSWORD
                            || password.getBytes(StandardCharsets.UTF_8).length <= LONGEST_PASSWORD,
                    "too-long",
                    "password",
                    "'password' has more than " + LONGEST_PASSWORD + " bytes.");
        }
        return password;
    }

    private UserView view(Account account) {
        Origin origin = accounts.isConfigured(account.name()) ? Origin.CONFIGURATION : Origin.DATABASE;
        return new UserView(
                account.name(),
                account.roles().stream().sorted().toList(),
                !account.enabled(),
                account.password() != null,
                account.tokens().size(),
                origin,
                account.createdAt());
    }

    /** Where a user stands. */
    enum Origin {
        /** In signalbox.security.users, to be changed there. */
        CONFIGURATION,
        /** Made here. */
        DATABASE
    }

    /**
     * Somebody who may log in.
     *
     * @param disabled whether neither password nor tokens count for now
     * @param hasPassword whether one can log in with a password, not only with tokens
     * @param tokens how many
     */
    record UserView(
            String name,
            List<Role> roles,
            boolean disabled,
            boolean hasPassword,
            int tokens,
            Origin origin,
            @Nullable Instant createdAt) {}

    /**
     * Somebody to add.
     *
     * @param password one is made if left out
     */
    record NewUser(String name, List<Role> roles, @Nullable String password) {}

    /**
     * Somebody who was added.
     *
     * @param password if it was made; shown only now
     */
    record AddedUser(UserView user, @Nullable String password) {}

    /** What to change; what is left out stays. */
    record UserChange(@Nullable List<Role> roles, @Nullable Boolean disabled) {}

    /**
     * A new password.
     *
     * @param password one is made if left out
     */
    record PasswordChange(@Nullable String password) {}

    /**
     * A password that was set.
     *
     * @param password if it was made; shown only now
     */
    record PasswordSet(String name, @Nullable String password) {}
}
