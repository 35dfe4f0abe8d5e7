package io.signalbox.engine.runbook;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks the form of expressions ({@code text ${a.b} text}) by the grammar of the Unified Expression Language 2.2, which JUEL implements, and notes
 * what they use. Evaluates nothing.
 */
final class Juel {

    private static final int LONGEST = 16 * 1024;
    private static final int DEEPEST = 100;
    private static final Pattern TOKEN = Pattern.compile("(?<number>\\d+(?:\\.\\d*)?(?:[eE][+-]?\\d+)?|\\.\\d+)"
            + "|(?<word>[A-Za-z_$][\\w$]*)"
            + "|(?<op>&&|\\|\\||==|!=|<=|>=|[-+*/%<>!?:.,()\\[\\]}])");
    private static final Pattern FUNCTION = Pattern.compile("\\s*[A-Za-z_$][\\w$]*\\s*\\(");
    private static final Set<String> BINARY = Set.of(
            "&&", "||", "==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "%", "and", "or", "eq", "ne", "lt", "gt",
            "le", "ge", "div", "mod");

    private final String text;
    private final Set<String> names = new LinkedHashSet<>();
    private final Set<String> members = new LinkedHashSet<>();
    private final Set<String> methods = new LinkedHashSet<>();
    private String token = "";
    private Kind kind = Kind.OP;
    private int end;
    private int depth;

    private enum Kind {
        NUMBER,
        STRING,
        WORD,
        OP
    }

    private Juel(String text) {
        this.text = text;
    }

    static boolean hasExpression(String text) {
        return text.contains("${") || text.contains("#{");
    }

    /** @throws Broken if it cannot be read */
    static Juel parse(String text) {
        if (text.length() > LONGEST) {
            throw new Broken("it is longer than " + LONGEST + " characters");
        }
        Juel juel = new Juel(text);
        juel.template();
        return juel;
    }

    /** The variables that it reads. */
    Set<String> names() {
        return names;
    }

    /** What it reads of them: {@code b} in {@code a.b} and {@code a['b']}. */
    Set<String> members() {
        return members;
    }

    /** The methods that it calls on objects. */
    Set<String> methods() {
        return methods;
    }

    private void template() {
        int at = 0;
        List<Character> marks = new ArrayList<>();
        while (at < text.length() - 1) {
            char c = text.charAt(at);
            if (c == '\\') {
                at += 2;
            } else if ((c == '$' || c == '#') && text.charAt(at + 1) == '{') {
                marks.add(c);
                at = expression(at + 2);
            } else {
                at++;
            }
        }
        if (marks.stream().distinct().count() > 1) {
            throw new Broken("it mixes ${…} and #{…}");
        }
    }

    /** Reads up to the closing brace and returns what comes after it. */
    private int expression(int from) {
        if (text.indexOf('}', from) < 0) {
            throw new Broken("the brace opened at character " + (from - 1) + " is not closed");
        }
        end = from;
        next();
        ternary();
        if (!token.equals("}")) {
            throw unexpected();
        }
        return end;
    }

    private void ternary() {
        if (++depth > DEEPEST) {
            throw new Broken("it is nested deeper than " + DEEPEST);
        }
        binary();
        if (is("?")) {
            next();
            ternary();
            take(":");
            ternary();
        }
        depth--;
    }

    private void binary() {
        unary();
        while (BINARY.contains(token) && kind != Kind.STRING) {
            next();
            unary();
        }
    }

    private void unary() {
        while (is("!") || is("-") || is("not") || is("empty")) {
            next();
        }
        value();
    }

    private void value() {
        primary();
        while (is(".") || is("[")) {
            if (is(".")) {
                next();
                if (kind != Kind.WORD) {
                    throw unexpected();
                }
                member(token);
            } else {
                next();
                if (kind == Kind.STRING) {
                    members.add(token.substring(1, token.length() - 1));
                }
                ternary();
                take("]");
                if (is("(")) {
                    methods.add("[…]");
                    arguments();
                }
            }
        }
    }

    private void member(String name) {
        next();
        if (is("(")) {
            methods.add(name);
            arguments();
        } else {
            members.add(name);
        }
    }

    private void primary() {
        switch (kind) {
            case NUMBER, STRING -> next();
            case WORD -> word();
            case OP -> {
                take("(");
                ternary();
                take(")");
            }
        }
    }

    private void word() {
        String name = token;
        if (BINARY.contains(name) || name.equals("instanceof")) {
            throw unexpected();
        }
        next();
        if (is("(")) {
            arguments();
        } else if (is(":") && functionFollows()) {
            next();
            next();
            arguments();
        } else if (!Set.of("true", "false", "null").contains(name)) {
            names.add(name);
        }
    }

    /** Whether what comes after a colon is {@code name(}: then the colon ends a prefix and not the middle of {@code a ? b : c}. */
    private boolean functionFollows() {
        return FUNCTION.matcher(text).region(end, text.length()).lookingAt();
    }

    private void arguments() {
        take("(");
        if (!is(")")) {
            ternary();
            while (is(",")) {
                next();
                ternary();
            }
        }
        take(")");
    }

    private boolean is(String wanted) {
        return token.equals(wanted);
    }

    private void take(String wanted) {
        if (!is(wanted)) {
            throw unexpected();
        }
        next();
    }

    private void next() {
        int at = end;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (at == text.length()) {
            throw new Broken("a brace is not closed");
        }
        Matcher matcher = TOKEN.matcher(text).region(at, text.length());
        if (text.charAt(at) == '\'' || text.charAt(at) == '"') {
            kind = Kind.STRING;
            end = stringEnd(at);
        } else if (matcher.lookingAt()) {
            kind = matcher.group("number") != null ? Kind.NUMBER : matcher.group("word") != null ? Kind.WORD : Kind.OP;
            end = matcher.end();
        } else {
            throw new Broken("it cannot be read at '" + start(text.substring(at)) + "'");
        }
        token = text.substring(at, end);
    }

    private int stringEnd(int start) {
        int at = start + 1;
        while (at < text.length() && text.charAt(at) != text.charAt(start)) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= text.length()) {
            throw new Broken("a quotation mark is not closed");
        }
        return at + 1;
    }

    private Broken unexpected() {
        return new Broken("'" + start(token) + "' is not expected there");
    }

    private static String start(String text) {
        return text.length() > 20 ? text.substring(0, 20) + "…" : text;
    }

    /** It does not read; the message is a clause. */
    static final class Broken extends RuntimeException {
        Broken(String clause) {
            super(clause, null, false, false);
        }

        String clause() {
            return String.valueOf(getMessage());
        }
    }
}
