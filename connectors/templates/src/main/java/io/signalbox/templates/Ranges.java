package io.signalbox.templates;

import io.signalbox.sdk.describe.FieldType;

import java.math.BigDecimal;

/** Bounds in words. */
final class Ranges {

    private Ranges() {}

    /** {@code " from 1 to 65535"}, {@code " of at least 1"}, {@code " of at most 9"}, or nothing. */
    static String of(FieldType.Whole whole) {
        return words(least(whole) ? Long.toString(whole.min()) : "", most(whole) ? Long.toString(whole.max()) : "");
    }

    static String of(FieldType.Decimal decimal) {
        if (decimal.min() == Double.MIN_VALUE) {
            return most(decimal) ? " above 0, at most " + plain(decimal.max()) : " above 0";
        }
        return words(least(decimal) ? plain(decimal.min()) : "", most(decimal) ? plain(decimal.max()) : "");
    }

    /** {@code "2 to 20 characters"}, and so on. */
    static String of(FieldType.Text text) {
        if (text.maxLength() == Integer.MAX_VALUE) {
            return "at least " + text.minLength() + " characters";
        }
        return text.minLength() > 1
                ? text.minLength() + " to " + text.maxLength() + " characters"
                : "at most " + text.maxLength() + " characters";
    }

    static String of(FieldType.ListOf list) {
        if (list.maxItems() == Integer.MAX_VALUE) {
            return list.minItems() > 0 ? "at least " + list.minItems() : "";
        }
        return list.minItems() > 0 ? list.minItems() + " to " + list.maxItems() : "at most " + list.maxItems();
    }

    /** Whether there is a bound below that is not just that of the Java type. */
    static boolean least(FieldType.Whole whole) {
        return whole.min() > Integer.MIN_VALUE;
    }

    static boolean most(FieldType.Whole whole) {
        return whole.max() < Integer.MAX_VALUE;
    }

    static boolean least(FieldType.Decimal decimal) {
        return !Double.isInfinite(decimal.min());
    }

    static boolean most(FieldType.Decimal decimal) {
        return !Double.isInfinite(decimal.max());
    }

    private static String words(String least, String most) {
        if (least.isEmpty() && most.isEmpty()) {
            return "";
        }
        if (most.isEmpty()) {
            return " of at least " + least;
        }
        return least.isEmpty() ? " of at most " + most : " from " + least + " to " + most;
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
