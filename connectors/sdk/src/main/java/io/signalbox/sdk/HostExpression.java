package io.signalbox.sdk;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which hosts are meant, by their labels: {@code role=web,zone!=b}. Terms are separated by commas and must all hold:
 *
 * <ul>
 *   <li>{@code key=value}: the host has this label with this value
 *   <li>{@code key!=value}: it has not; also true where it lacks the label
 *   <li>{@code key in (a|b)}: the label has one of the values
 *   <li>{@code key}: it has the label; {@code !key}: it lacks it
 *   <li>{@code *}: every host
 * </ul>
 *
 * The key {@code name} means the name of the host, whatever its labels are. Keys and values are made of letters, digits and
 * {@code . _ / : @ + -}. Space around them does not matter. The empty expression means every host.
 */
public final class HostExpression {

    private final List<Term> terms;

    private HostExpression(List<Term> terms) {
        this.terms = List.copyOf(terms);
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException if it cannot be read; the message names the column, counted from 1, of each thing that is wrong
     */
    public static HostExpression parse(String text) {
        return new HostExpression(new HostExpressionParser(text).terms());
    }

    /** Whether the host is meant. */
    public boolean matches(Host host) {
        return terms.stream().allMatch(t -> t.holds(host));
    }

    /** The expression in its shortest form; reads as an equal one. */
    @Override
    public String toString() {
        return terms.isEmpty() ? "*" : terms.stream().map(Term::toString).collect(Collectors.joining(","));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HostExpression that && terms.equals(that.terms);
    }

    @Override
    public int hashCode() {
        return terms.hashCode();
    }

    /** What one host must satisfy. */
    sealed interface Term {

        boolean holds(Host host);

        /** The label has one of the values, or, negated, has none of them. */
        record OneOf(String key, List<String> values, boolean negated) implements Term {

            @Override
            public boolean holds(Host host) {
                return value(host, key).filter(values::contains).isPresent() != negated;
            }

            @Override
            public String toString() {
                if (values.size() == 1) {
                    return key + (negated ? "!=" : "=") + values.getFirst();
                }
                return key + " in (" + String.join("|", values) + ")";
            }
        }

        /** The label is there, or, negated, is not. */
        record Has(String key, boolean negated) implements Term {

            @Override
            public boolean holds(Host host) {
                return value(host, key).isPresent() != negated;
            }

            @Override
            public String toString() {
                return (negated ? "!" : "") + key;
            }
        }

        private static Optional<String> value(Host host, String key) {
            return key.equals("name")
                    ? Optional.of(host.name())
                    : Optional.ofNullable(host.labels().get(key));
        }
    }
}
