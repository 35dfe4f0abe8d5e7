package io.signalbox.engine.run;

import io.signalbox.engine.Rejected;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;

/** Which start was made with which key. A key belongs to the one who uses it. */
final class Idempotency {

    private final JdbcClient db;
    private final Clock clock;

    Idempotency(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** A key and all that was asked with it. */
    record Claim(String key, String content) {}

    /** Somebody else has just used the key. */
    static final class Taken extends RuntimeException {
        Taken(Throwable cause) {
            super("The key has been used by another request at the same moment", cause);
        }
    }

    private record Used(String content, Optional<String> runId) {}

    /**
     * The run that was started with the key.
     *
     * @throws Rejected {@code IDEMPOTENCY_KEY_REUSED} if something else was asked with it
     */
    Optional<String> earlier(String actor, String key, String content) {
        Optional<Used> used = db.sql("select content, run_id from sb_idempotency where actor = :actor and token = :key")
                .param("actor", actor)
                .param("key", key)
                .query((rs, _) -> new Used(rs.getString("content"), Optional.ofNullable(rs.getString("run_id"))))
                .optional();
        if (used.isPresent() && !used.get().content().equals(digest(content))) {
            throw new Rejected(
                    Rejected.Kind.CONFLICT,
                    "IDEMPOTENCY_KEY_REUSED",
                    "The Idempotency-Key was used before with another request. Use a new key for a new request.");
        }
        return used.flatMap(Used::runId);
    }

    /** Inside the transaction of the start; waits for another one that claims the same key. */
    void claim(String actor, Claim claim) {
        try {
            db.sql(
                            "insert into sb_idempotency (actor, token, content, created_at) values (:actor, :key, :content, :at)")
                    .param("actor", actor)
                    .param("key", claim.key())
                    .param("content", digest(claim.content()))
                    .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        } catch (DuplicateKeyException e) {
            throw new Taken(e);
        }
    }

    void made(String actor, Claim claim, String runId) {
        db.sql("update sb_idempotency set run_id = :run where actor = :actor and token = :key")
                .param("run", runId)
                .param("actor", actor)
                .param("key", claim.key())
                .update();
    }

    private static String digest(String content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
