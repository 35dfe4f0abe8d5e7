package io.signalbox.webapp.problem;

import io.signalbox.engine.Finding;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * What every error answers (RFC 9457).
 *
 * @param type stable name of the kind of problem, made from the code
 * @param title the code in words
 * @param status as in the answer's first line
 * @param detail one sentence: what is wrong and what to do
 * @param code stable, upper case with underscores
 * @param findings everything that is wrong; empty if the detail says it all
 * @param errorId finds the error in the log of the application; only with status 500
 */
public record Problem(
        URI type,
        String title,
        int status,
        String detail,
        String code,
        List<ProblemFinding> findings,
        @Nullable String errorId) {

    /** The media type it is sent as. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        findings = List.copyOf(findings);
    }

    public static Problem of(int status, String code, String detail) {
        return of(status, code, detail, List.of());
    }

    public static Problem of(int status, String code, String detail, List<Finding> findings) {
        return new Problem(
                type(code),
                title(code),
                status,
                detail,
                code,
                findings.stream().map(ProblemFinding::of).toList(),
                null);
    }

    static Problem internal(String errorId) {
        String code = "INTERNAL_ERROR";
        String detail =
                "Something went wrong that is not your doing. Look for " + errorId + " in the log of Signalbox.";
        return new Problem(type(code), title(code), 500, detail, code, List.of(), errorId);
    }

    static Problem databaseUnavailable() {
        return of(
                503,
                "DATABASE_UNAVAILABLE",
                "The database does not answer, so nothing was done, or it is not known whether it was. Come again in a few seconds.");
    }

    private static URI type(String code) {
        return URI.create(
                "urn:signalbox:problem:" + code.toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static String title(String code) {
        return code.charAt(0) + code.substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
