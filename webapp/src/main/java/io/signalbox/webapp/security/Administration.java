package io.signalbox.webapp.security;

import io.signalbox.webapp.problem.Refused;
import io.signalbox.webapp.settings.Role;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What an administrator does to users and tokens of the database. Somebody who may do everything is always left. */
@Component
final class Administration {

    private static final Logger LOG = LoggerFactory.getLogger(Administration.class);

    private final Accounts accounts;
    private final UserStore store;
    private final PasswordEncoder passwords;
    private final InstantSource clock;

    Administration(Accounts accounts, UserStore store, PasswordEncoder passwords, InstantSource clock) {
        this.accounts = accounts;
        this.store = store;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** By name; those of the configuration as well. */
    Account get(String name) {
        return accounts.all().stream()
                .filter(account -> account.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refused(404, "USER_NOT_FOUND", "No user is called '" + name + "'."));
    }

    Account add(String name, String password, Set<Role> roles, String actor) {
        String hash = Objects.requireNonNull(passwords.encode(password));
        Account added = new Account(name, hash, roles, null, clock.instant(), List.of());
        store.change(kept -> {
            if (accounts.isConfigured(name)
                    || kept.stream().anyMatch(a -> a.name().equals(name))) {
                throw new Refused(409, "USER_EXISTS", "There is a user '" + name + "' already.");
            }
            List<Account> all = new ArrayList<>(kept);
            all.add(added);
            return all;
        });
        LOG.info("{} added the user {} with {}", actor, name, roles);
        return added;
    }

    Account change(String name, @Nullable Set<Role> roles, @Nullable Boolean disabled, String actor) {
        replace(name, account -> {
            Account changed = roles == null ? account : account.withRoles(roles);
            return disabled == null ? changed : changed.withDisabled(disabled);
        });
        Account changed = get(name);
        LOG.info(
                "{} changed the user {}: {}, {}",
                actor,
                name,
                changed.roles(),
                changed.enabled() ? "enabled" : "disabled");
        return changed;
    }

    /** @throws Refused if the user is none of the database */
    void checkKept(String name) {
        kept(store.accounts(), name);
    }

    /** Ends all logins with the old one as well. */
    void setPassword(String name, String password, String actor) {
        String hash = Objects.requireNonNull(passwords.encode(password));
        replace(name, account -> account.withPassword(hash));
        LOG.info("{} gave the user {} a new password", actor, name);
    }

    void remove(String name, String actor) {
        store.change(kept -> {
            kept(kept, name);
            return checked(kept.stream().filter(a -> !a.name().equals(name)).toList());
        });
        LOG.info("{} removed the user {}", actor, name);
    }

    /** Makes a token; nobody is told it again. */
    Made addToken(String user, String name, @Nullable Integer days, String actor) {
        String secret = Randoms.token();
        Instant now = clock.instant();
        Instant expiresAt = days == null ? null : now.plus(Duration.ofDays(days));
        Token token = new Token(Randoms.id(), Tokens.hash(secret), name, now, actor, expiresAt);
        replace(user, account -> {
            List<Token> tokens = new ArrayList<>(account.tokens());
            tokens.add(token);
            return account.withTokens(tokens);
        });
        LOG.info("{} made the token {} ({}) for {}", actor, token.id(), name, user);
        return new Made(token, secret);
    }

    void revoke(String id, String actor) {
        Account owner = accounts.all().stream()
                .filter(account ->
                        account.tokens().stream().anyMatch(token -> token.id().equals(id)))
                .findFirst()
                .orElseThrow(() -> new Refused(404, "TOKEN_NOT_FOUND", "There is no token '" + id + "'."));
        replace(
                owner.name(),
                account -> account.withTokens(account.tokens().stream()
                        .filter(token -> !token.id().equals(id))
                        .toList()));
        LOG.info("{} revoked the token {} of {}", actor, id, owner.name());
    }

    private void replace(String name, UnaryOperator<Account> change) {
        store.change(kept -> {
            kept(kept, name);
            return checked(kept.stream()
                    .map(account -> account.name().equals(name) ? change.apply(account) : account)
                    .toList());
        });
    }

    private void kept(List<Account> kept, String name) {
        if (accounts.isConfigured(name)) {
            throw new Refused(
                    409,
                    "USER_CONFIGURED",
                    "'" + name + "' stands in the configuration (signalbox.security.users); change it there.");
        }
        if (kept.stream().noneMatch(account -> account.name().equals(name))) {
            throw new Refused(404, "USER_NOT_FOUND", "No user is called '" + name + "'.");
        }
    }

    private List<Account> checked(List<Account> kept) {
        Instant now = clock.instant();
        if (accounts.together(kept).stream().noneMatch(account -> account.administers(now))) {
            throw new Refused(
                    409, "LAST_ADMIN", "Nobody could administer Signalbox any more; make another administrator first.");
        }
        return kept;
    }

    /** A token that was just made, and what to send for it. */
    record Made(Token token, String secret) {
        @Override
        public String toString() {
            return "Made[" + token.id() + "]";
        }
    }
}
