package io.signalbox.webapp.problem;

import io.signalbox.engine.Finding;
import org.jspecify.annotations.Nullable;

import java.util.regex.Pattern;

/**
 * One thing that is wrong. At most one of the four places is there; none means the whole.
 *
 * @param rule stable name of what was broken
 * @param severity an error refuses the whole, a warning does not
 * @param message one sentence
 * @param elementId id of a BPMN element
 * @param pointer JSON pointer into the body
 * @param parameter name of a parameter of the query or of a header
 * @param position {@code line:column} of a file
 */
public record ProblemFinding(
        String rule,
        Finding.Severity severity,
        String message,
        @Nullable String elementId,
        @Nullable String pointer,
        @Nullable String parameter,
        @Nullable String position) {

    private static final Pattern POSITION = Pattern.compile("\\d+:\\d+");

    public static ProblemFinding of(Finding finding) {
        String where = finding.where();
        if (where.startsWith("/")) {
            return at(finding, null, where, null, null);
        }
        if (where.startsWith("?")) {
            return at(finding, null, null, where.substring(1), null);
        }
        if (POSITION.matcher(where).matches()) {
            return at(finding, null, null, null, where);
        }
        return at(finding, where.isEmpty() ? null : where, null, null, null);
    }

    private static ProblemFinding at(
            Finding finding,
            @Nullable String elementId,
            @Nullable String pointer,
            @Nullable String parameter,
            @Nullable String position) {
        return new ProblemFinding(
                finding.rule(), finding.severity(), finding.message(), elementId, pointer, parameter, position);
    }
}
