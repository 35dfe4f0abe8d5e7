package io.signalbox.engine.runbook;

import io.signalbox.engine.DidYouMean;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads values of inputs by the type and constraints of their field. */
final class InputValues {

    static final int LONGEST_TEXT = 64 * 1024;

    private InputValues() {}

    /**
     * What came of reading.
     *
     * @param value null if there is a problem
     * @param problem a clause that follows the name of the input, with its full stop
     */
    record Reading(@Nullable Object value, Optional<String> problem) {
        private static Reading of(Object value) {
            return new Reading(value, Optional.empty());
        }

        private static Reading failed(String clause) {
            return new Reading(null, Optional.of(clause));
        }
    }

    static Reading read(InputField field, Object given) {
        return switch (field.type()) {
            case STRING -> text(field, given);
            case LONG -> number(field, given);
            case BOOLEAN -> bool(given);
            case DATE -> date(given);
            case ENUM -> choice(field, given);
        };
    }

    private static Reading text(InputField field, Object given) {
        if (!(given instanceof String text)) {
            return Reading.failed("must be a text, is " + shown(given) + ".");
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST_TEXT) {
            return Reading.failed("is longer than 64 KiB.");
        }
        int length = text.codePointCount(0, text.length());
        if (field.min() != null && length < field.min()) {
            return Reading.failed("must have at least " + field.min() + " characters, has " + length + ".");
        }
        if (field.max() != null && length > field.max()) {
            return Reading.failed("must have at most " + field.max() + " characters, has " + length + ".");
        }
        if (field.pattern() != null && !Pattern.matches(field.pattern(), text)) {
            return Reading.failed("must match " + field.pattern() + ", is " + shown(text) + ".");
        }
        return Reading.of(text);
    }

    private static Reading number(InputField field, Object given) {
        Optional<Long> number = whole(given);
        if (number.isEmpty()) {
            return Reading.failed("must be a whole number, is " + shown(given) + ".");
        }
        if (field.min() != null && number.get() < field.min()) {
            return Reading.failed("must be at least " + field.min() + ", is " + number.get() + ".");
        }
        if (field.max() != null && number.get() > field.max()) {
            return Reading.failed("must be at most " + field.max() + ", is " + number.get() + ".");
        }
        return Reading.of(number.get());
    }

    private static Optional<Long> whole(Object given) {
        try {
            return switch (given) {
                case Long v -> Optional.of(v);
                case Integer v -> Optional.of(v.longValue());
                case BigInteger v -> Optional.of(v.longValueExact());
                case BigDecimal v -> Optional.of(v.longValueExact());
                case Double v -> Optional.of(BigDecimal.valueOf(v).longValueExact());
                case String v -> Optional.of(Long.parseLong(v.strip()));
                default -> Optional.empty();
            };
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Reading bool(Object given) {
        String text = given instanceof Boolean || given instanceof String
                ? given.toString().strip().toLowerCase(Locale.ROOT)
                : "";
        return switch (text) {
            case "true" -> Reading.of(true);
            case "false" -> Reading.of(false);
            default -> Reading.failed("must be true or false, is " + shown(given) + ".");
        };
    }

    private static Reading date(Object given) {
        try {
            if (given instanceof String text) {
                return Reading.of(LocalDate.parse(text.strip()).toString());
            }
        } catch (DateTimeParseException e) {
            // Said below, as for what is no text.
        }
        return Reading.failed("must be a date such as 2026-01-31, is " + shown(given) + ".");
    }

    private static Reading choice(InputField field, Object given) {
        List<String> values =
                field.options().stream().map(InputField.Option::value).toList();
        String text = given.toString();
        return given instanceof String && values.contains(text)
                ? Reading.of(text)
                : Reading.failed("must be one of " + String.join(", ", values) + ", is " + shown(given) + "."
                        + DidYouMean.hint(text, values));
    }

    private static String shown(Object given) {
        if (given instanceof Iterable<?>) {
            return "a list";
        }
        if (given instanceof Map<?, ?>) {
            return "an object";
        }
        String flat = given.toString().replaceAll("\\p{Cntrl}+", " ");
        return "'" + (flat.length() > 60 ? flat.substring(0, 60) + "…" : flat) + "'";
    }
}
