package io.signalbox.webapp.security;

import io.signalbox.engine.Page;
import io.signalbox.webapp.request.JsonBody;
import io.signalbox.webapp.request.Pages;
import io.signalbox.webapp.request.Query;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.net.URI;
import java.security.Principal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;

@RestController
@RequestMapping("/api/v1/tokens")
@Tag(name = "Tokens", description = "What programs send to be somebody. Only for administrators.")
class TokenController {

    private static final int LONGEST_NAME = 100;
    private static final int MOST_DAYS = 3650;

    private final Accounts accounts;
    private final Administration administration;
    private final InstantSource clock;

    TokenController(Accounts accounts, Administration administration, InstantSource clock) {
        this.accounts = accounts;
        this.administration = administration;
        this.clock = clock;
    }

    @GetMapping
    @Operation(operationId = "listTokens", summary = "All tokens, by user; the tokens themselves are kept nowhere")
    @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema = @Schema(type = "integer", minimum = "1", maximum = "200", defaultValue = "50"))
    Page<TokenView> list(Query query) {
        String cursor = query.text("cursor");
        int limit = query.limit();
        query.done();
        List<TokenView> all = accounts.all().stream()
                .sorted(Comparator.comparing(Account::name))
                .flatMap(account -> account.tokens().stream().map(token -> view(account.name(), token)))
                .toList();
        return Pages.after(all, TokenView::id, cursor, limit);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "addToken", summary = "Make a token; the answer alone has it")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = NewToken.class)))
    @ApiResponse(responseCode = "201", description = "The token was made")
    ResponseEntity<MadeToken> add(JsonBody body, Principal actor) {
        String user = body.requiredText("user", LONGEST_NAME);
        String name = body.requiredText("name", LONGEST_NAME);
        Integer days = body.positive("expiresInDays");
        body.require(
                days == null || days <= MOST_DAYS,
                "too-large",
                "expiresInDays",
                "'expiresInDays' is at most " + MOST_DAYS + ".");
        body.done();
        Administration.Made made = administration.addToken(user, name.strip(), days, actor.getName());
        return ResponseEntity.created(
                        URI.create("/api/v1/tokens/" + made.token().id()))
                .body(new MadeToken(view(user, made.token()), made.secret()));
    }

    @DeleteMapping("/{id}")
    @Operation(operationId = "revokeToken", summary = "Revoke a token; it counts no more from now on")
    ResponseEntity<Void> revoke(@PathVariable String id, Principal actor) {
        administration.revoke(id, actor.getName());
        return ResponseEntity.noContent().build();
    }

    private TokenView view(String user, Token token) {
        return new TokenView(
                token.id(),
                user,
                token.name(),
                accounts.isConfigured(user),
                !token.lives(clock.instant()),
                token.createdAt(),
                token.createdBy(),
                token.expiresAt());
    }

    /**
     * A token, without itself.
     *
     * @param user who one is with it
     * @param name what it is for; empty if nobody said
     * @param configured whether it stands in the configuration, to be revoked there
     * @param expired whether its time is over
     */
    record TokenView(
            String id,
            String user,
            String name,
            boolean configured,
            boolean expired,
            @Nullable Instant createdAt,
            @Nullable String createdBy,
            @Nullable Instant expiresAt) {}

    /**
     * A token to make.
     *
     * @param user who one is with it
     * @param name what it is for
     * @param expiresInDays 1 to 3650; it counts for ever if left out
     */
    record NewToken(String user, String name, @Nullable Integer expiresInDays) {}

    /**
     * A token that was made.
     *
     * @param secret the token itself, to be sent as {@code Authorization: Bearer …}; shown only now
     */
    record MadeToken(TokenView token, String secret) {}
}
