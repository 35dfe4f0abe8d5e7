package io.signalbox.engine;

/**
 * One thing that is wrong with what somebody gave us.
 *
 * @param rule stable name of what was broken ({@code required-input}, {@code unknown-operation})
 * @param severity an error refuses the whole, a warning does not
 * @param where the BPMN element id, the JSON pointer of an input ({@code /inputs/version}), or {@code line:column} of a file; empty if it is the whole
 * @param message one sentence: what is wrong and what to do
 */
public record Finding(String rule, Severity severity, String where, String message) {

    /** How bad it is. */
    public enum Severity {
        ERROR,
        WARNING
    }

    public static Finding error(String rule, String where, String message) {
        return new Finding(rule, Severity.ERROR, where, message);
    }

    public static Finding warning(String rule, String where, String message) {
        return new Finding(rule, Severity.WARNING, where, message);
    }
}
