package io.signalbox.webapp.security;

import io.signalbox.webapp.settings.DataFolder;
import io.signalbox.webapp.settings.Role;
import io.signalbox.webapp.settings.SignalboxSettings;
import io.signalbox.webapp.settings.User;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The users kept in the data folder. The first start makes {@code admin}. Whoever removes {@code admin.token} gets a new one at the next
 * start; whoever removes {@code users.json}, a new password as well.
 */
@Component
public final class UserStore {

    private static final Logger LOG = LoggerFactory.getLogger(UserStore.class);
    private static final String ADMIN = "admin";

    private final List<User> users;
    private final Optional<String> newPassword;

    UserStore(DataFolder folder, SignalboxSettings settings, PasswordEncoder passwords, JsonMapper json) {
        List<User> kept = read(folder, json);
        Optional<User> admin = kept.stream().filter(u -> u.name().equals(ADMIN)).findFirst();
        if (!settings.security().builtInAdmin() || (admin.isPresent() && Files.exists(folder.adminToken()))) {
            this.users = kept;
            this.newPassword = Optional.empty();
            return;
        }
        this.newPassword = admin.isPresent() ? Optional.empty() : Optional.of(Randoms.password());
        String token = Randoms.token();
        String hash = newPassword
                .map(passwords::encode)
                .orElseGet(() -> admin.map(User::password).orElse(null));
        List<User> written = new ArrayList<>(kept);
        written.removeIf(u -> u.name().equals(ADMIN));
        written.add(new User(ADMIN, hash, Set.of(Role.ADMIN), List.of(Tokens.hash(token))));
        this.users = List.copyOf(written);
        folder.writePrivately(
                folder.users(), json.writerWithDefaultPrettyPrinter().writeValueAsString(new Kept(users)));
        folder.writePrivately(folder.adminToken(), token + "\n");
        LOG.info("Wrote a token for {} to {}", ADMIN, folder.adminToken());
    }

    List<User> users() {
        return users;
    }

    /** The password of {@code admin}, if this start made it. It is kept nowhere else. */
    public Optional<String> newPassword() {
        return newPassword;
    }

    private static List<User> read(DataFolder folder, JsonMapper json) {
        if (!Files.exists(folder.users())) {
            return List.of();
        }
        try {
            return json.readValue(folder.users().toFile(), Kept.class).users();
        } catch (JacksonException e) {
            throw new IllegalStateException(
                    "Cannot read " + folder.users() + "; correct it, or remove it to have admin made anew", e);
        }
    }

    /** What is in the file. */
    record Kept(List<User> users) {}
}
