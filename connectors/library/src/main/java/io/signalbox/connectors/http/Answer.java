package io.signalbox.connectors.http;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a server answered.
 *
 * @param headers names in lower case, several values joined by commas; without cookies
 * @param text the body as text, as much of it as was to be read
 * @param truncated whether there was more
 * @param took from sending to the last byte, redirects included
 */
record Answer(int status, Map<String, String> headers, String text, boolean truncated, Duration took) {

    private static final int SHOWN = 200;

    Answer {
        headers = Collections.unmodifiableMap(new TreeMap<>(headers));
    }

    /** The JSON value if it is JSON and complete, else the text; null if it is empty. */
    @Nullable
    Object body() {
        if (text.isEmpty()) {
            return null;
        }
        String type = headers.getOrDefault("content-type", "").split(";", 2)[0].strip();
        boolean json = type.equals("application/json") || type.endsWith("+json");
        return json && !truncated ? Bodies.parsed(text).orElse(text) : text;
    }

    boolean redirects() {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> headers.containsKey("location");
            default -> false;
        };
    }

    /** The status, and the beginning of the body on one line. */
    String shown() {
        String line = text.strip().replaceAll("\\s+", " ");
        if (line.isEmpty()) {
            return String.valueOf(status);
        }
        return status + " '" + (line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line) + "'";
    }
}
