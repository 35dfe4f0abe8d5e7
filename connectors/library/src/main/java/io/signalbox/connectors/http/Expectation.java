package io.signalbox.connectors.http;

import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.PathNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * What an answer must be like.
 *
 * @param path null: the body need not be JSON
 * @param value text form of what the path must lead to; null: it must lead to anything but null
 */
record Expectation(
        Statuses statuses,
        @Nullable String contained,
        @Nullable JsonPath path,
        @Nullable String value) {

    static Expectation of(String statuses, @Nullable String contained, @Nullable String path, @Nullable String value) {
        if (path == null && value != null) {
            throw Ask.invalid("The JSON value '" + value + "' lacks a JSON path. Say where it must stand.");
        }
        try {
            return new Expectation(
                    Statuses.of(statuses), contained, path == null ? null : JsonPath.compile(path), value);
        } catch (InvalidPathException e) {
            throw Ask.invalid("The JSON path '" + path + "' cannot be read: " + e.getMessage() + ".");
        }
    }

    /** The value that the path leads to; null if there is none. */
    @Nullable
    Object value(Answer answer) {
        Object body = answer.body();
        if (path == null || body == null || body instanceof String) {
            return null;
        }
        try {
            return path.read(body);
        } catch (PathNotFoundException e) {
            return null;
        }
    }

    boolean met(Answer answer) {
        return statuses.contain(answer.status())
                && (contained == null || answer.text().contains(contained))
                && (path == null || valueMet(value(answer)));
    }

    private boolean valueMet(@Nullable Object found) {
        return found != null && (value == null || value.equals(String.valueOf(found)));
    }
}
