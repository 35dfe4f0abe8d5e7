package io.signalbox.webapp.security;

import io.signalbox.webapp.settings.SignalboxSettings;
import io.signalbox.webapp.settings.User;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Everybody who may log in. A user of the configuration takes the place of one of that name in the database. */
@Component
final class Accounts implements UserDetailsService {

    private final UserStore store;
    private final List<Account> configured;
    private final InstantSource clock;
    private volatile Known known;

    Accounts(UserStore store, SignalboxSettings settings, InstantSource clock) {
        this.store = store;
        this.clock = clock;
        this.configured = settings.security().users().stream().map(Account::of).toList();
        List<Account> kept = store.accounts();
        this.known = new Known(kept, together(kept));
    }

    @Override
    public UserDetails loadUserByUsername(String name) {
        User user = orNow(() -> withPassword(name))
                .orElseThrow(() -> new UsernameNotFoundException("No user with a password is called " + name));
        return org.springframework.security.core.userdetails.User.withUsername(name)
                .password(user.password())
                .authorities(authorities(user))
                .build();
    }

    /** One who may log in now, and with a password. */
    Optional<User> withPassword(String name) {
        return named(name).filter(user -> user.password() != null);
    }

    /** One who may log in now. */
    Optional<User> named(String name) {
        return Optional.ofNullable(known().byName.get(name))
                .filter(Account::enabled)
                .map(Account::user);
    }

    /** Whose token it is, if it still counts. */
    Optional<User> withToken(String token) {
        return orNow(() -> counting(token));
    }

    private Optional<User> counting(String token) {
        Holder holder = known().byToken.get(Tokens.hash(token));
        return Optional.ofNullable(holder)
                .filter(h -> h.account.enabled() && h.token.lives(clock.instant()))
                .map(h -> h.account.user());
    }

    /** What is found; looked for once more in what other nodes have changed by now, before somebody is refused. */
    Optional<User> orNow(Supplier<Optional<User>> found) {
        return found.get().or(() -> {
            store.lookNow();
            return found.get();
        });
    }

    /** Takes over what other nodes have changed by now. */
    void lookNow() {
        store.lookNow();
    }

    /** All of them, also those who may not log in now: of the configuration, then of the database, as it is now. */
    List<Account> all() {
        store.lookNow();
        return List.copyOf(known().byName.values());
    }

    boolean isConfigured(String name) {
        return configured.stream().anyMatch(account -> account.name().equals(name));
    }

    /** How it would be with others in the database. */
    List<Account> together(List<Account> kept) {
        Map<String, Account> byName = new LinkedHashMap<>();
        configured.forEach(account -> byName.put(account.name(), account));
        kept.forEach(account -> byName.putIfAbsent(account.name(), account));
        return List.copyOf(byName.values());
    }

    // Another list is another reading of the database; who is in it need not be compared.
    @SuppressWarnings("ReferenceEquality")
    private Known known() {
        List<Account> kept = store.accounts();
        Known now = known;
        if (now.kept != kept) {
            now = new Known(kept, together(kept));
            known = now;
        }
        return now;
    }

    static List<SimpleGrantedAuthority> authorities(User user) {
        return Stream.concat(Stream.of("VIEWER"), user.roles().stream().map(Enum::name))
                .distinct()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                .toList();
    }

    private record Holder(Account account, Token token) {}

    private static final class Known {

        private final List<Account> kept;
        private final Map<String, Account> byName = new LinkedHashMap<>();
        private final Map<String, Holder> byToken = new HashMap<>();

        Known(List<Account> kept, List<Account> all) {
            this.kept = kept;
            for (Account account : all) {
                byName.put(account.name(), account);
                account.tokens().forEach(token -> byToken.put(token.hash(), new Holder(account, token)));
            }
        }
    }
}
