package io.signalbox.webapp.security;

import io.signalbox.webapp.settings.Role;
import io.signalbox.webapp.settings.User;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Somebody who may log in, with everything that is kept.
 *
 * @param password hash; null for one who only has tokens
 * @param disabled true if neither password nor tokens count for now; else null
 * @param createdAt null if that is not known
 */
record Account(
        String name,
        @Nullable String password,
        Set<Role> roles,
        @Nullable Boolean disabled,
        @Nullable Instant createdAt,
        List<Token> tokens) {

    Account {
        roles = roles.isEmpty() ? Set.of() : EnumSet.copyOf(roles);
        tokens = List.copyOf(tokens);
    }

    static Account of(User user) {
        List<Token> tokens = user.tokens().stream().map(Token::ofHash).toList();
        return new Account(user.name(), user.password(), user.roles(), null, null, tokens);
    }

    boolean enabled() {
        return !Boolean.TRUE.equals(disabled);
    }

    /** Whether there is a way in for one who may do everything. */
    boolean administers(Instant now) {
        return enabled()
                && roles.contains(Role.ADMIN)
                && (password != null || tokens.stream().anyMatch(token -> token.lives(now)));
    }

    Account withPassword(String hash) {
        return new Account(name, hash, roles, disabled, createdAt, tokens);
    }

    Account withRoles(Set<Role> newRoles) {
        return new Account(name, password, newRoles, disabled, createdAt, tokens);
    }

    Account withDisabled(boolean newDisabled) {
        return new Account(name, password, roles, newDisabled ? Boolean.TRUE : null, createdAt, tokens);
    }

    Account withTokens(List<Token> newTokens) {
        return new Account(name, password, roles, disabled, createdAt, newTokens);
    }

    /** As the rest of the application knows users. */
    User user() {
        return new User(name, password, roles, tokens.stream().map(Token::hash).toList());
    }

    @Override
    public String toString() {
        return "Account[" + name + " " + roles + "]";
    }
}
