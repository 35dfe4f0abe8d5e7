package io.signalbox.webapp.security;

import io.signalbox.webapp.settings.DataFolder;
import io.signalbox.webapp.settings.Role;
import io.signalbox.webapp.settings.SignalboxSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * The users kept in the database, the same for all nodes. The first start makes {@code admin}; a node of which somebody has removed
 * {@code admin.token} makes a new one at its next start. What another node changed is seen within a second.
 */
@Component
public final class UserStore {

    private static final Logger LOG = LoggerFactory.getLogger(UserStore.class);
    private static final String ADMIN = "admin";

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final JdbcClient db;
    private final TransactionTemplate transactions;
    private final JsonMapper json;
    private final InstantSource clock;
    private final Optional<String> newPassword;
    /** Held while the database is asked. */
    private final ReentrantLock asking = new ReentrantLock();

    private volatile Kept kept;
    /** The version that has been told of, since it is met again every second. */
    private long unreadable = -1;

    private volatile Instant lookAt;

    UserStore(
            JdbcClient db,
            PlatformTransactionManager transactions,
            DataFolder folder,
            SignalboxSettings settings,
            @Value("${signalbox.node:}") String node,
            PasswordEncoder passwords,
            JsonMapper json,
            InstantSource clock) {
        this.db = db;
        this.transactions = new TransactionTemplate(transactions);
        this.json = json;
        this.clock = clock;
        this.kept = read();
        this.lookAt = clock.instant().plus(LOOK_EVERY);
        takeFrom(folder);
        this.newPassword = settings.security().builtInAdmin() ? letAdminIn(folder, node, passwords) : Optional.empty();
    }

    /** All of them. The same list as long as nothing has changed. */
    List<Account> accounts() {
        if (!clock.instant().isBefore(lookAt) && asking.tryLock()) {
            try {
                look();
            } finally {
                asking.unlock();
            }
        }
        return kept.accounts();
    }

    /** Takes over what other nodes have changed by now. Asks the database, so only where somebody is refused otherwise. */
    void lookNow() {
        asking.lock();
        try {
            look();
        } finally {
            asking.unlock();
        }
    }

    /** Changes them, one change at a time on all nodes together; what the change throws leaves them as they were. */
    void change(UnaryOperator<List<Account>> change) {
        asking.lock();
        try {
            kept = Objects.requireNonNull(transactions.execute(_ -> write(change)));
        } finally {
            asking.unlock();
        }
    }

    /** The password of {@code admin}, if this start made it. It is kept nowhere else. */
    public Optional<String> newPassword() {
        return newPassword;
    }

    private void look() {
        lookAt = clock.instant().plus(LOOK_EVERY);
        try {
            long version = version();
            if (version != kept.version()) {
                readAgain(version);
            }
        } catch (DataAccessException e) {
            LOG.debug("The users stay as they were", e);
        }
    }

    private void readAgain(long version) {
        try {
            kept = read();
        } catch (JacksonException e) {
            if (version != unreadable) {
                unreadable = version;
                LOG.error("The users in the database cannot be read; those of before the last change stay", e);
            }
        }
    }

    private Kept write(UnaryOperator<List<Account>> change) {
        db.sql("update sb_user_change set version = version + 1").update();
        Kept before = read();
        List<Account> after = List.copyOf(change.apply(before.accounts()));
        for (Account account : before.accounts()) {
            if (!after.contains(account)) {
                db.sql("delete from sb_user where name = :name")
                        .param("name", account.name())
                        .update();
            }
        }
        for (Account account : after) {
            if (!before.accounts().contains(account)) {
                db.sql("insert into sb_user (name, account) values (:name, :account)")
                        .param("name", account.name())
                        .param("account", json.writeValueAsString(account))
                        .update();
            }
        }
        return new Kept(before.version(), after);
    }

    /** The version first: what is read after it may be newer, and is then read once more. */
    private Kept read() {
        long version = version();
        return new Kept(
                version,
                db.sql("select account from sb_user order by name")
                        .query((rs, _) -> json.readValue(rs.getString(1), Account.class))
                        .list());
    }

    private long version() {
        return db.sql("select version from sb_user_change").query(Long.class).single();
    }

    /** Earlier versions kept them in a file of the data folder. Whom the database knows already stays as there. */
    private void takeFrom(DataFolder folder) {
        if (!Files.exists(folder.users())) {
            return;
        }
        List<Account> older;
        try {
            older = json.readValue(folder.users().toFile(), Older.class).users();
        } catch (JacksonException e) {
            throw new IllegalStateException(
                    "Cannot read " + folder.users() + "; correct it, or remove it to do without the users in it", e);
        }
        change(before -> {
            List<Account> all = new ArrayList<>(before);
            older.stream().filter(account -> !hasName(before, account.name())).forEach(all::add);
            return all;
        });
        folder.setAside(folder.users());
        LOG.info("Took the users of {} into the database", folder.users());
    }

    /** Who has made other administrators may do without the first one. */
    private Optional<String> letAdminIn(DataFolder folder, String node, PasswordEncoder passwords) {
        List<Account> before = kept.accounts();
        boolean known = hasName(before, ADMIN);
        if (known ? Files.exists(folder.adminToken()) : !before.isEmpty()) {
            return Optional.empty();
        }
        String password = Randoms.password();
        String hash = known ? null : passwords.encode(password);
        String secret = Randoms.token();
        String name = node.isEmpty() ? "admin.token" : "admin.token of " + node;
        Instant now = clock.instant();
        Account made = new Account(ADMIN, hash, Set.of(Role.ADMIN), null, now, List.of());
        Token token = new Token(Randoms.id(), Tokens.hash(secret), name, now, null, null);
        change(all -> withToken(all.isEmpty() ? List.of(made) : all, token));
        folder.writePrivately(folder.adminToken(), secret + "\n");
        LOG.info("Wrote a token for {} to {}", ADMIN, folder.adminToken());
        boolean ours = kept.accounts().stream().anyMatch(a -> Objects.equals(a.password(), hash));
        return ours && !known ? Optional.of(password) : Optional.empty();
    }

    /** In place of the one of that name, and of one from before tokens had names. */
    private static List<Account> withToken(List<Account> all, Token token) {
        return all.stream()
                .map(account -> {
                    if (!account.name().equals(ADMIN)) {
                        return account;
                    }
                    List<Token> tokens = new ArrayList<>(account.tokens());
                    tokens.removeIf(t -> t.name().isEmpty() || t.name().equals(token.name()));
                    tokens.addFirst(token);
                    return account.withTokens(tokens);
                })
                .toList();
    }

    private static boolean hasName(List<Account> accounts, String name) {
        return accounts.stream().anyMatch(account -> account.name().equals(name));
    }

    /** All users, as they were when the version was that. */
    private record Kept(long version, List<Account> accounts) {}

    /** What was in the file. */
    record Older(List<Account> users) {
        Older {
            users = List.copyOf(users);
        }
    }
}
