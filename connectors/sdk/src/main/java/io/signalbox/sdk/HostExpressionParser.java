package io.signalbox.sdk;

import io.signalbox.sdk.HostExpression.Term;

import java.util.ArrayList;
import java.util.List;

/** Reads a {@link HostExpression} term by term; goes on after a bad term, so that all problems are told at once. */
final class HostExpressionParser {

    private static final String BESIDE_LETTERS = "._/:@+-";

    private final String text;
    private final List<String> problems = new ArrayList<>();
    private int at;

    HostExpressionParser(String text) {
        this.text = text;
    }

    List<Term> terms() {
        List<Term> terms = new ArrayList<>();
        if (text.isBlank()) {
            return terms;
        }
        while (true) {
            try {
                term(terms);
            } catch (Unreadable e) {
                problems.add(e.getMessage());
                toComma();
            }
            if (at >= text.length()) {
                break;
            }
            at++;
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "The host expression '" + text + "' cannot be read: " + String.join("; ", problems));
        }
        return terms;
    }

    private void term(List<Term> terms) {
        if (sees('*')) {
            at++;
        } else if (sees('!')) {
            at++;
            terms.add(new Term.Has(word("a label after '!'"), true));
        } else {
            terms.add(afterKey(word("a label")));
        }
        if (!sees(',') && at < text.length()) {
            throw new Unreadable("',' or the end");
        }
    }

    private Term afterKey(String key) {
        if (sees('=')) {
            at++;
            return new Term.OneOf(key, List.of(word("a value after '='")), false);
        }
        if (sees('!')) {
            at++;
            take('=', "'=' after '!'");
            return new Term.OneOf(key, List.of(word("a value after '!='")), true);
        }
        if (text.startsWith("in", at) && !partOfWord(at + 2)) {
            at += 2;
            return new Term.OneOf(key, values(), false);
        }
        return new Term.Has(key, false);
    }

    private List<String> values() {
        take('(', "'(' after 'in'");
        List<String> values = new ArrayList<>();
        values.add(word("a value"));
        while (sees('|')) {
            at++;
            values.add(word("a value after '|'"));
        }
        take(')', "'|' or ')'");
        return List.copyOf(values);
    }

    private String word(String what) {
        skipSpace();
        int from = at;
        while (partOfWord(at)) {
            at++;
        }
        if (at == from) {
            throw new Unreadable(what);
        }
        return text.substring(from, at);
    }

    private void take(char c, String what) {
        if (!sees(c)) {
            throw new Unreadable(what);
        }
        at++;
    }

    private boolean sees(char c) {
        skipSpace();
        return at < text.length() && text.charAt(at) == c;
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private boolean partOfWord(int index) {
        return index < text.length()
                && (Character.isLetterOrDigit(text.charAt(index)) || BESIDE_LETTERS.indexOf(text.charAt(index)) >= 0);
    }

    private void toComma() {
        int comma = text.indexOf(',', at);
        at = comma < 0 ? text.length() : comma;
    }

    /** A term that is not one; the message says where and what was expected there. */
    private final class Unreadable extends RuntimeException {
        Unreadable(String expected) {
            super("column " + (at + 1) + ": expected " + expected + ", found "
                    + (at < text.length() ? "'" + text.charAt(at) + "'" : "the end"));
        }
    }
}
