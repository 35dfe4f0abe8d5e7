package io.signalbox.engine.runbook;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * An input of a runbook: a generated form field of its start event.
 *
 * @param name id of the field and name of the variable
 * @param defaultValue in text form; null if there is none
 * @param min least value of a number, least length of a text; null if free
 * @param max greatest value of a number, greatest length of a text; null if free
 * @param pattern regular expression the whole text matches; null if free
 * @param suggest what of the site is offered while a text is typed, which may be something else all the same; null if nothing
 * @param options the values of a choice; empty otherwise
 */
public record InputField(
        String name,
        String label,
        String help,
        Type type,
        boolean required,
        @Nullable String defaultValue,
        @Nullable Long min,
        @Nullable Long max,
        @Nullable String pattern,
        @Nullable Suggest suggest,
        List<Option> options) {

    public InputField {
        options = List.copyOf(options);
    }

    /** What it holds; the {@code camunda:formField} types {@code string long boolean date enum}. */
    public enum Type {
        STRING,
        LONG,
        BOOLEAN,
        DATE,
        ENUM
    }

    /** What is offered. */
    public enum Suggest {
        /** The names of the services. */
        SERVICES,
        /** The names of the hosts. */
        HOSTS,
        /** Expressions over the labels of the hosts. */
        LABELS
    }

    /** A value of a choice. */
    public record Option(String value, String label) {}
}
