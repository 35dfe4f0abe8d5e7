package io.signalbox.sdk.describe;

import java.util.List;

/** What a field holds. */
public sealed interface FieldType {

    /**
     * Text.
     *
     * @param maxLength {@link Integer#MAX_VALUE} if unbounded
     * @param pattern regular expression the whole text matches, or empty
     */
    record Text(int minLength, int maxLength, String pattern) implements FieldType {}

    /** A whole number within bounds, both inclusive. */
    record Whole(long min, long max) implements FieldType {}

    /** A decimal number within bounds, both inclusive. */
    record Decimal(double min, double max) implements FieldType {}

    record Bool() implements FieldType {}

    /** One of these; in JSON and diagrams written as {@link Option#value()}. */
    record Choice(List<Option> options) implements FieldType {
        /**
         * One of the choices.
         *
         * @param value lower case with hyphens, made from the name of the enum constant
         */
        public record Option(String value, String label) {}
    }

    /** {@code 90s}, {@code 5m}, {@code 1h30m} or ISO 8601. */
    record Time() implements FieldType {}

    /** Named in the diagram as {@code ${secrets.NAME}}, resolved only for the call. */
    record Hidden() implements FieldType {}

    record ListOf(FieldType items, int minItems, int maxItems) implements FieldType {}

    /** Text keys. */
    record MapOf(FieldType values) implements FieldType {}

    /** A record within the record. */
    record Nested(Class<? extends Record> record, List<FieldDescriptor> fields) implements FieldType {}

    /** Any JSON. */
    record Json() implements FieldType {}
}
