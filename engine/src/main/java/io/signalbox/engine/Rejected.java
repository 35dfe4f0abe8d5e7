package io.signalbox.engine;

import java.util.List;

/** A request was refused and nothing was changed. The message is one sentence for the person who asked. */
public final class Rejected extends RuntimeException {

    /** Why, as a caller must tell it apart. */
    public enum Kind {
        NOT_FOUND,
        /** What was sent cannot be read as what it should be, such as a cursor. */
        MALFORMED,
        INVALID,
        CONFLICT,
        TOO_LARGE,
        UNAVAILABLE
    }

    private final Kind kind;
    private final String code;
    private final transient List<Finding> findings;

    /** @param code stable, upper case with underscores ({@code RUN_NOT_FOUND}) */
    public Rejected(Kind kind, String code, String message) {
        this(kind, code, message, List.of());
    }

    /** @param findings everything that is wrong, not the first of it */
    public Rejected(Kind kind, String code, String message, List<Finding> findings) {
        super(message);
        this.kind = kind;
        this.code = code;
        this.findings = List.copyOf(findings);
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    public List<Finding> findings() {
        return findings;
    }

    /** For logs: with the code and everything that was found. */
    @Override
    @SuppressWarnings("OverrideThrowableToString") // the message is for the person who asked; this is for logs
    public String toString() {
        return code + ": " + getMessage() + (findings.isEmpty() ? "" : " " + findings);
    }
}
