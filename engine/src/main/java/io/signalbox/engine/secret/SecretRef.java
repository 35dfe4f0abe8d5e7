package io.signalbox.engine.secret;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A secret by its name: what {@code ${secrets.NAME}} evaluates to, and what is stored of a secret. Its text form is the expression
 * itself, so that a reference that slipped into a text is recognised there and never looks like a value.
 *
 * @param name letters, digits, {@code _ - .}; at most 128 characters
 */
public record SecretRef(String name) {

    /** The only key of its JSON form, {@code {"$secret": "NAME"}}. */
    public static final String KEY = "$secret";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final Pattern TEXT = Pattern.compile("\\s*\\$\\{\\s*secrets\\.([A-Za-z0-9_.-]+)\\s*}\\s*");

    public SecretRef {
        if (!isName(name)) {
            throw new IllegalArgumentException("'" + name + "' cannot be the name of a secret");
        }
    }

    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Reads a reference in any of its forms: itself, its JSON form, its text form. Empty if it is none. */
    public static Optional<SecretRef> read(@Nullable Object value) {
        return switch (value) {
            case SecretRef ref -> Optional.of(ref);
            case Map<?, ?> map
            when map.size() == 1 && map.get(KEY) instanceof String name && isName(name) ->
                Optional.of(new SecretRef(name));
            case CharSequence text -> readText(text);
            case null, default -> Optional.empty();
        };
    }

    /** Whether a text has a reference somewhere in it. */
    public static boolean within(String text) {
        return text.contains("${secrets.");
    }

    public Map<String, Object> toJson() {
        return Map.of(KEY, name);
    }

    private static Optional<SecretRef> readText(CharSequence text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches() && isName(matcher.group(1))
                ? Optional.of(new SecretRef(matcher.group(1)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "${secrets." + name + "}";
    }
}
