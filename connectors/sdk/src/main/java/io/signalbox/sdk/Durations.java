package io.signalbox.sdk;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one text form of durations, in diagrams, inputs, outputs and the site: {@code 90s}, {@code 5m}, {@code 1h30m}, {@code 250ms}. */
public final class Durations {

    private static final Pattern PARTS = Pattern.compile(
            "(?:(?<d>\\d{1,6})d)?(?:(?<h>\\d{1,9})h)?(?:(?<m>\\d{1,9})m(?!s))?(?:(?<s>\\d{1,12}(?:\\.\\d{1,9})?)s)?(?:(?<ms>\\d{1,12})ms)?");

    private Durations() {}

    /**
     * Reads {@code 1d2h3m4s5ms} (any of the parts, in that order) or ISO 8601 ({@code PT1H30M}).
     *
     * @throws IllegalArgumentException if it is neither, or negative; the message is a sentence for people
     */
    public static Duration parse(String text) {
        String trimmed = text.strip().toLowerCase(Locale.ROOT);
        Duration read = trimmed.startsWith("p") ? iso(trimmed, text) : parts(trimmed, text);
        if (read.isNegative()) {
            throw new IllegalArgumentException("A duration cannot be negative, '" + text + "' is.");
        }
        return read;
    }

    /** Writes it so that {@link #parse} reads the same: whole seconds below two minutes as seconds, else hours, minutes and seconds. */
    public static String format(Duration duration) {
        if (duration.isNegative() || duration.toNanosPart() % 1_000_000 != 0) {
            return duration.toString();
        }
        if (duration.isZero()) {
            return "0s";
        }
        StringBuilder text = new StringBuilder();
        boolean seconds = duration.compareTo(Duration.ofMinutes(2)) < 0;
        if (seconds) {
            append(text, duration.toSeconds(), "s");
        } else {
            append(text, duration.toHours(), "h");
            append(text, duration.toMinutesPart(), "m");
            append(text, duration.toSecondsPart(), "s");
        }
        append(text, duration.toMillisPart(), "ms");
        return text.toString();
    }

    private static Duration iso(String trimmed, String text) {
        try {
            return Duration.parse(trimmed);
        } catch (DateTimeParseException e) {
            throw unreadable(text, e);
        }
    }

    private static Duration parts(String trimmed, String text) {
        Matcher parts = PARTS.matcher(trimmed);
        if (trimmed.isEmpty() || !parts.matches()) {
            throw unreadable(text, null);
        }
        try {
            return Duration.ofDays(whole(parts, "d"))
                    .plusHours(whole(parts, "h"))
                    .plusMinutes(whole(parts, "m"))
                    .plus(seconds(parts.group("s")))
                    .plusMillis(whole(parts, "ms"));
        } catch (ArithmeticException e) {
            throw unreadable(text, e);
        }
    }

    private static Duration seconds(@Nullable String text) {
        return text == null ? Duration.ZERO : Duration.parse("pt" + text + "s");
    }

    private static long whole(Matcher parts, String name) {
        String text = parts.group(name);
        return text == null ? 0 : Long.parseLong(text);
    }

    private static void append(StringBuilder to, long value, String unit) {
        if (value != 0) {
            to.append(value).append(unit);
        }
    }

    private static IllegalArgumentException unreadable(String text, @Nullable Throwable cause) {
        String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
        return new IllegalArgumentException(
                "'" + shown + "' is not a duration. Write it like 90s, 5m or 1h30m.", cause);
    }
}
