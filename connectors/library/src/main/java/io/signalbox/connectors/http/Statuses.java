package io.signalbox.connectors.http;

import java.util.Arrays;
import java.util.List;

/** A set of statuses: {@code 200,204,3xx}. */
record Statuses(List<String> parts) {

    static final String FORM = "[1-5](\\d\\d|xx)(\\s*,\\s*[1-5](\\d\\d|xx))*";

    static final String FORM_MESSAGE = "must be statuses such as 200, 204 or 2xx, separated by commas";

    static Statuses of(String text) {
        return new Statuses(Arrays.stream(text.split(",")).map(String::strip).toList());
    }

    boolean contain(int status) {
        return parts.contains(String.valueOf(status)) || parts.contains(status / 100 + "xx");
    }
}
