package io.signalbox.engine.step;

import io.signalbox.engine.DidYouMean;
import io.signalbox.engine.secret.SecretRef;
import io.signalbox.sdk.Durations;
import io.signalbox.sdk.describe.FieldType;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Values without parts, from what expressions, JSON and people give. Those who cannot be read throw with a clause that follows the field's name. */
final class Scalars {

    private Scalars() {}

    static String text(Object raw) {
        return switch (raw) {
            case CharSequence text -> text.toString();
            case BigDecimal number -> number.toPlainString();
            case Number number -> number.toString();
            case Boolean bool -> bool.toString();
            case Duration duration -> Durations.format(duration);
            case Enum<?> constant -> RecordJson.option(constant.name());
            default -> throw new Unfit("input-type", "must be a text, is " + Texts.shown(raw) + ".");
        };
    }

    /** A Long, or an Integer if that is what the component is. */
    static Number whole(Object raw, Class<?> component) {
        long value = exact(raw).orElseThrow(() -> notWhole(raw));
        if (component == int.class || component == Integer.class) {
            if (value != (int) value) {
                throw new Unfit(
                        "input-value", "must be between -2147483648 and 2147483647, is " + Texts.shown(raw) + ".");
            }
            return (int) value;
        }
        return value;
    }

    private static Optional<Long> exact(Object raw) {
        try {
            return switch (raw) {
                case Long v -> Optional.of(v);
                case Integer v -> Optional.of(v.longValue());
                case Short v -> Optional.of(v.longValue());
                case Byte v -> Optional.of(v.longValue());
                case BigInteger v -> Optional.of(v.longValueExact());
                case BigDecimal v -> Optional.of(v.longValueExact());
                case Double v -> Optional.of(BigDecimal.valueOf(v).longValueExact());
                case Float v -> Optional.of(BigDecimal.valueOf(v).longValueExact());
                case CharSequence v -> Optional.of(Long.parseLong(v.toString().strip()));
                default -> Optional.empty();
            };
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Unfit notWhole(Object raw) {
        return new Unfit("input-type", "must be a whole number, is " + Texts.shown(raw) + ".");
    }

    static Double decimal(Object raw) {
        Optional<Double> value = Optional.empty();
        if (raw instanceof Number number) {
            value = Optional.of(number.doubleValue());
        } else if (raw instanceof CharSequence text
                && text.toString().strip().matches("[+-]?[0-9.]{1,40}([eE][+-]?\\d{1,3})?")) {
            value = parsed(text.toString().strip());
        }
        return value.filter(Double::isFinite)
                .orElseThrow(() -> new Unfit("input-type", "must be a number, is " + Texts.shown(raw) + "."));
    }

    private static Optional<Double> parsed(String text) {
        try {
            return Optional.of(Double.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    static Boolean bool(Object raw) {
        if (raw instanceof Boolean value) {
            return value;
        }
        String text = raw instanceof CharSequence ? raw.toString().strip().toLowerCase(Locale.ROOT) : "";
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new Unfit("input-type", "must be true or false, is " + Texts.shown(raw) + ".");
        };
    }

    static Duration time(Object raw) {
        if (raw instanceof Duration duration && !duration.isNegative()) {
            return duration;
        }
        if (raw instanceof Number) {
            throw new Unfit("input-type", "must be a duration with a unit, such as 90s, is " + Texts.shown(raw) + ".");
        }
        if (!(raw instanceof CharSequence)) {
            throw new Unfit("input-type", "must be a duration such as 90s, is " + Texts.shown(raw) + ".");
        }
        try {
            return Durations.parse(raw.toString());
        } catch (IllegalArgumentException e) {
            throw new Unfit("input-type", "must be a duration: " + e.getMessage());
        }
    }

    static Object choice(FieldType.Choice choice, Object raw, Class<?> component) {
        String wanted = RecordJson.option(text(raw).strip());
        for (Object constant : component.getEnumConstants()) {
            if (RecordJson.option(((Enum<?>) constant).name()).equals(wanted)) {
                return constant;
            }
        }
        List<String> values =
                choice.options().stream().map(FieldType.Choice.Option::value).toList();
        throw new Unfit(
                "input-type",
                "must be one of " + values.stream().collect(Collectors.joining(", ")) + ", is " + Texts.shown(raw) + "."
                        + DidYouMean.hint(wanted, values));
    }

    /** Refuses references to secrets, however deep. */
    static void withoutSecrets(@Nullable Object raw) {
        if (SecretRef.read(raw).isPresent()
                || (raw instanceof CharSequence text && SecretRef.within(text.toString()))) {
            throw new Unfit("secret-not-allowed", "is not a secret field, so no secret can be used in it.");
        }
        switch (raw) {
            case Map<?, ?> map -> map.values().forEach(Scalars::withoutSecrets);
            case Iterable<?> items -> items.forEach(Scalars::withoutSecrets);
            case null, default -> {}
        }
    }

    /** A value that does not fit its field. */
    static final class Unfit extends RuntimeException {
        private final String rule;

        Unfit(String rule, String clause) {
            super(clause, null, false, false);
            this.rule = rule;
        }

        String rule() {
            return rule;
        }

        String clause() {
            return String.valueOf(getMessage());
        }
    }
}
