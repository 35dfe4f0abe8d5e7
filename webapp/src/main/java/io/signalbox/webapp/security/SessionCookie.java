package io.signalbox.webapp.security;

import io.signalbox.webapp.settings.DataFolder;
import io.signalbox.webapp.settings.SignalboxSettings;
import io.signalbox.webapp.settings.User;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Says who somebody is who logged in with a browser: name and end, signed. Nothing is kept on the server, so that any node that knows the same
 * key and users takes it, and a restart logs nobody out. Part of the signature is the hash of the password: a new password ends all sessions.
 */
@Component
final class SessionCookie {

    static final String NAME = "signalbox";

    private final Accounts accounts;
    private final InstantSource clock;
    private final Duration lasts;
    private final SecretKeySpec key;

    SessionCookie(Accounts accounts, DataFolder folder, SignalboxSettings settings, InstantSource clock) {
        this.accounts = accounts;
        this.clock = clock;
        this.lasts = settings.security().session();
        String given = settings.security().sessionKey();
        byte[] bytes = (given == null ? kept(folder) : given).getBytes(StandardCharsets.UTF_8);
        this.key = new SecretKeySpec(bytes, "HmacSHA256");
    }

    Duration lasts() {
        return lasts;
    }

    /** The value for somebody who has just shown who they are. */
    String value(User user) {
        String text = encode(user.name()) + "." + clock.instant().plus(lasts).getEpochSecond();
        return text + "." + signature(text, user);
    }

    /** Whose it is; empty if it is not one of ours, or over. */
    Optional<Seen> read(String value) {
        String[] parts = value.split("\\.", -1);
        if (parts.length != 3 || !parts[1].matches("\\d{1,12}")) {
            return Optional.empty();
        }
        Instant end = Instant.ofEpochSecond(Long.parseLong(parts[1]));
        if (!clock.instant().isBefore(end)) {
            return Optional.empty();
        }
        return accounts.orNow(() -> signer(parts))
                .map(user ->
                        new Seen(user, clock.instant().plus(lasts.dividedBy(2)).isAfter(end)));
    }

    private Optional<User> signer(String[] parts) {
        return name(parts[0])
                .flatMap(accounts::named)
                .filter(user -> MessageDigest.isEqual(
                        signature(parts[0] + "." + parts[1], user).getBytes(StandardCharsets.US_ASCII),
                        parts[2].getBytes(StandardCharsets.US_ASCII)));
    }

    /**
     * A cookie that was right.
     *
     * @param old whether more than half of its time is over, so that it should be given anew
     */
    record Seen(User user, boolean old) {}

    private String signature(String text, User user) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            byte[] signature = mac.doFinal((text + "\n" + user.password()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }

    private static String encode(String name) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> name(String encoded) {
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String kept(DataFolder folder) {
        try {
            if (!Files.exists(folder.sessionKey())) {
                folder.writePrivately(folder.sessionKey(), Randoms.token() + "\n");
            }
            return Files.readString(folder.sessionKey()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + folder.sessionKey(), e);
        }
    }
}
