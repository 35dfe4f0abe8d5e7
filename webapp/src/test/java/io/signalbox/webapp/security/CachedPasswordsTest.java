package io.signalbox.webapp.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

class CachedPasswordsTest {

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final PasswordEncoder passwords = new CachedPasswords(
            new PasswordEncoder() {
                @Override
                public String encode(@Nullable CharSequence raw) {
                    return "hash of " + raw;
                }

                @Override
                public boolean matches(@Nullable CharSequence raw, @Nullable String hash) {
                    asked.incrementAndGet();
                    return ("hash of " + raw).equals(hash);
                }
            },
            now::get);

    @Test
    void rightPasswordIsCheckedOnceInAWhile() {
        assertThat(passwords.matches("a", "hash of a")).isTrue();
        assertThat(passwords.matches("a", "hash of a")).isTrue();
        assertThat(asked).hasValue(1);

        now.set(Instant.EPOCH.plus(Duration.ofMinutes(5)));
        assertThat(passwords.matches("a", "hash of a")).isTrue();
        assertThat(asked).hasValue(2);
    }

    @Test
    void wrongPasswordIsNeverRemembered() {
        assertThat(passwords.matches("b", "hash of a")).isFalse();
        assertThat(passwords.matches("b", "hash of a")).isFalse();
        assertThat(asked).hasValue(2);
    }

    @Test
    void changedHashForgetsThePassword() {
        assertThat(passwords.matches("a", "hash of a")).isTrue();
        assertThat(passwords.matches("a", "hash of b")).isFalse();
    }
}
