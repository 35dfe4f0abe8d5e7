package io.signalbox.webapp.request;

import io.signalbox.engine.Finding;
import io.signalbox.webapp.problem.Refused;
import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A query string, read name by name; {@link #done} refuses it with everything that was wrong. */
public final class Query {

    private static final int LONGEST = 1000;

    private final Map<String, String[]> given;
    private final Set<String> known = new HashSet<>();
    private final List<Finding> findings = new ArrayList<>();

    Query(Map<String, String[]> given) {
        this.given = given;
    }

    /** A text; null if it is not there or empty. */
    public @Nullable String text(String name) {
        known.add(name);
        String[] values = given.get(name);
        if (values == null || values.length == 0 || values[0].isEmpty()) {
            return null;
        }
        if (values.length > 1) {
            add("repeated", name, "'" + name + "' is there " + values.length + " times.");
        }
        if (values[0].length() > LONGEST) {
            add("too-long", name, "'" + name + "' has more than " + LONGEST + " characters.");
        }
        if (!Texts.canBeKept(values[0])) {
            add("characters", name, "'" + name + "' " + Texts.CANNOT_BE_KEPT);
        }
        return values[0];
    }

    /** A whole number within bounds. */
    public long whole(String name, long least, long most, long otherwise) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, together with what is out of bounds.
        }
        String bounds = most == Long.MAX_VALUE ? "of at least " + least : "from " + least + " to " + most;
        add("type", name, "'" + name + "' must be a whole number " + bounds + ", not '" + text + "'.");
        return otherwise;
    }

    /** How many items a page has: 1 to 200, 50 if not said. */
    public int limit() {
        return (int) whole("limit", 1, 200, 50);
    }

    /** A moment; null if it is not there. */
    public @Nullable Instant time(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            add("type", name, "'" + name + "' must be a time such as 2026-01-31T12:00:00Z, not '" + text + "'.");
            return null;
        }
    }

    /** A time zone; that of the machine if it is not there. */
    public ZoneId zone(String name) {
        String text = text(name);
        try {
            return text == null ? ZoneId.systemDefault() : ZoneId.of(text);
        } catch (DateTimeException e) {
            add("type", name, "'" + name + "' must be a time zone such as Europe/Vienna, not '" + text + "'.");
            return ZoneOffset.UTC;
        }
    }

    /** A choice; null if it is not there. */
    public <E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
        Set<E> values = choices(name, type);
        return values.isEmpty() ? null : values.iterator().next();
    }

    /** Choices, repeated or with commas between them. */
    public <E extends Enum<E>> Set<E> choices(String name, Class<E> type) {
        known.add(name);
        Set<E> chosen = EnumSet.noneOf(type);
        for (String values : given.getOrDefault(name, new String[0])) {
            for (String value : values.split(",", -1)) {
                if (!value.isBlank()) {
                    choose(name, value.strip(), type, chosen);
                }
            }
        }
        return chosen;
    }

    /** Refuses what was wrong, and every parameter that nobody asked for. */
    public void done() {
        for (String name : given.keySet()) {
            if (!known.contains(name)) {
                String names = known.stream().sorted().collect(Collectors.joining(", "));
                add("unknown-parameter", name, "'" + name + "' is not known here; " + names + " are.");
            }
        }
        if (!findings.isEmpty()) {
            throw new Refused(
                    400,
                    "QUERY_INVALID",
                    findings.size() == 1
                            ? findings.getFirst().message()
                            : "The query has " + findings.size() + " faults.",
                    findings);
        }
    }

    private <E extends Enum<E>> void choose(String name, String value, Class<E> type, Set<E> chosen) {
        E[] all = type.getEnumConstants();
        Arrays.stream(all)
                .filter(e -> e.name().equals(value.toUpperCase(Locale.ROOT).replace('-', '_')))
                .findFirst()
                .ifPresentOrElse(
                        chosen::add,
                        () -> add(
                                "choice",
                                name,
                                "'" + name + "' must be one of " + Arrays.toString(all) + ", not '" + value + "'."));
    }

    private void add(String rule, String name, String message) {
        findings.add(Finding.error(rule, "?" + name, message));
    }
}
