package io.signalbox.webapp.security;

import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers for a while which passwords were right, because a hash that is slow to guess is slow to check as well. Keeps no password, only
 * a digest made with a key of this process.
 */
final class CachedPasswords implements PasswordEncoder {

    private static final Duration REMEMBERED = Duration.ofMinutes(5);
    private static final int MOST = 1000;

    private final PasswordEncoder passwords;
    private final InstantSource clock;
    private final SecretKeySpec key = new SecretKeySpec(Randoms.bytes(), "HmacSHA256");
    private final Map<String, Instant> right = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST;
        }
    };

    CachedPasswords(PasswordEncoder passwords, InstantSource clock) {
        this.passwords = passwords;
        this.clock = clock;
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence raw) {
        return passwords.encode(raw);
    }

    @Override
    public boolean matches(@Nullable CharSequence raw, @Nullable String hash) {
        String digest = digest(hash + "\n" + raw);
        Instant now = clock.instant();
        synchronized (right) {
            Instant until = right.get(digest);
            if (until != null && now.isBefore(until)) {
                return true;
            }
        }
        if (!passwords.matches(raw, hash)) {
            return false;
        }
        synchronized (right) {
            right.put(digest, now.plus(REMEMBERED));
        }
        return true;
    }

    private String digest(String text) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }
}
