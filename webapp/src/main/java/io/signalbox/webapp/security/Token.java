package io.signalbox.webapp.security;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A bearer token of somebody, as it is kept: the token itself is not.
 *
 * @param id to speak of it
 * @param hash SHA-256 in hexadecimal
 * @param name what it is for
 * @param createdAt null if that is not known
 * @param createdBy null if that is not known
 * @param expiresAt from then on it is refused; null if never
 */
record Token(
        String id,
        String hash,
        String name,
        @Nullable Instant createdAt,
        @Nullable String createdBy,
        @Nullable Instant expiresAt) {

    private static final int ID = 12;

    // Named twice, or the one below would be the only one.
    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    Token {}

    /** One of which only the hash is known: of the configuration, or of a file from before tokens had names. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Token ofHash(String hash) {
        return new Token(hash.substring(0, ID), hash, "", null, null, null);
    }

    boolean lives(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }
}
