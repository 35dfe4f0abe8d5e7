package io.signalbox.webapp.security;

import io.signalbox.webapp.settings.SignalboxSettings;
import io.signalbox.webapp.settings.User;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Everybody who may log in. A user of the configuration takes the place of one of that name in the data folder. */
@Component
final class Accounts implements UserDetailsService {

    private final Map<String, User> byName = new HashMap<>();
    private final Map<String, User> byToken = new HashMap<>();

    Accounts(UserStore store, SignalboxSettings settings) {
        store.users().forEach(user -> byName.put(user.name(), user));
        settings.security().users().forEach(user -> byName.put(user.name(), user));
        for (User user : byName.values()) {
            user.tokens().forEach(hash -> byToken.put(hash, user));
        }
    }

    @Override
    public UserDetails loadUserByUsername(String name) {
        User user = byName.get(name);
        if (user == null || user.password() == null) {
            throw new UsernameNotFoundException("No user with a password is called " + name);
        }
        return org.springframework.security.core.userdetails.User.withUsername(name)
                .password(user.password())
                .authorities(authorities(user))
                .build();
    }

    Optional<User> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Optional<User> withToken(String token) {
        return Optional.ofNullable(byToken.get(Tokens.hash(token)));
    }

    static List<SimpleGrantedAuthority> authorities(User user) {
        return Stream.concat(Stream.of("VIEWER"), user.roles().stream().map(Enum::name))
                .distinct()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                .toList();
    }
}
