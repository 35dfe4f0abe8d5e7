package io.signalbox.webapp.security;

import io.signalbox.webapp.settings.DataFolder;
import io.signalbox.webapp.settings.Role;
import io.signalbox.webapp.settings.SignalboxSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The users kept in the data folder. The first start makes {@code admin}. Whoever removes {@code admin.token} gets a new one at the next
 * start; whoever removes {@code users.json}, a new password as well. A file that somebody else has changed is read again within a second.
 */
@Component
public final class UserStore {

    private static final Logger LOG = LoggerFactory.getLogger(UserStore.class);
    private static final String ADMIN = "admin";
    /** What the token in {@code admin.token} is called. */
    private static final String FIRST_TOKEN = "admin.token";

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final DataFolder folder;
    private final JsonMapper json;
    private final InstantSource clock;
    private final Optional<String> newPassword;
    private List<Account> accounts;
    private Object version;
    private Instant lookAt;

    UserStore(
            DataFolder folder,
            SignalboxSettings settings,
            PasswordEncoder passwords,
            JsonMapper json,
            InstantSource clock) {
        this.folder = folder;
        this.json = json;
        this.clock = clock;
        this.accounts = read();
        this.version = version();
        this.lookAt = clock.instant().plus(LOOK_EVERY);
        Optional<Account> admin =
                accounts.stream().filter(a -> a.name().equals(ADMIN)).findFirst();
        // Who has made other administrators may do without the first one.
        boolean wanted = settings.security().builtInAdmin()
                && (accounts.isEmpty() || (admin.isPresent() && !Files.exists(folder.adminToken())));
        if (!wanted) {
            this.newPassword = Optional.empty();
            return;
        }
        this.newPassword = admin.isPresent() ? Optional.empty() : Optional.of(Randoms.password());
        String token = Randoms.token();
        Instant now = clock.instant();
        Account old = admin.orElseGet(
                () -> new Account(ADMIN, hash(passwords, newPassword), Set.of(Role.ADMIN), null, now, List.of()));
        List<Token> tokens = new ArrayList<>(old.tokens());
        tokens.removeIf(t -> t.name().isEmpty() || t.name().equals(FIRST_TOKEN));
        tokens.addFirst(new Token(Randoms.id(), Tokens.hash(token), FIRST_TOKEN, now, null, null));
        List<Account> written = new ArrayList<>(accounts);
        written.removeIf(a -> a.name().equals(ADMIN));
        written.addFirst(old.withTokens(tokens));
        write(written);
        folder.writePrivately(folder.adminToken(), token + "\n");
        LOG.info("Wrote a token for {} to {}", ADMIN, folder.adminToken());
    }

    private static @Nullable String hash(PasswordEncoder passwords, Optional<String> password) {
        return password.map(passwords::encode).orElse(null);
    }

    /** All of them. The same list as long as nothing has changed. */
    synchronized List<Account> accounts() {
        Instant now = clock.instant();
        if (!now.isBefore(lookAt)) {
            lookAt = now.plus(LOOK_EVERY);
            readAgain();
        }
        return accounts;
    }

    /** Changes them, one change at a time; what the change throws leaves them as they were. */
    synchronized void change(UnaryOperator<List<Account>> change) {
        readAgain();
        write(change.apply(accounts));
    }

    /** The password of {@code admin}, if this start made it. It is kept nowhere else. */
    public Optional<String> newPassword() {
        return newPassword;
    }

    private void readAgain() {
        Object found = version();
        if (found.equals(version)) {
            return;
        }
        try {
            accounts = read();
            LOG.info("Read {} again, which has changed", folder.users());
        } catch (IllegalStateException e) {
            LOG.warn("The users stay as they were", e);
        }
        version = found;
    }

    private void write(List<Account> written) {
        folder.writePrivately(
                folder.users(), json.writerWithDefaultPrettyPrinter().writeValueAsString(new Kept(written)));
        accounts = List.copyOf(written);
        version = version();
    }

    /** Differs whenever the file does. */
    private Object version() {
        try {
            BasicFileAttributes file = Files.readAttributes(folder.users(), BasicFileAttributes.class);
            return List.of(file.lastModifiedTime(), file.size(), String.valueOf(file.fileKey()));
        } catch (IOException e) {
            // Not there: the users are known all the same until the next start.
            return version == null ? List.of() : version;
        }
    }

    private List<Account> read() {
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
    record Kept(List<Account> users) {
        Kept {
            users = List.copyOf(users);
        }
    }
}
