package io.signalbox.connectors.docker;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A full name of an image.
 *
 * @param repository with the registry in front, if one was given
 * @param tag null with a digest
 * @param digest {@code sha256:…}, or null
 */
record ImageRef(
        String repository, @Nullable String tag, @Nullable String digest) {

    private static final String PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
    private static final Pattern FORM = Pattern.compile("((?:[a-zA-Z0-9.-]+(?::[0-9]+)?/)?" + PART + "(?:/" + PART
            + ")*)(?::([A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(?:@(sha256:[a-f0-9]{64}))?");

    /** Reads {@code repository[:tag][@digest]}; without either the tag is {@code latest}, as everywhere with Docker. */
    static Optional<ImageRef> read(String text) {
        Matcher m = FORM.matcher(text);
        if (!m.matches() || m.group(1).length() > 255) {
            return Optional.empty();
        }
        String digest = m.group(3);
        String tag = digest != null ? null : m.group(2) == null ? "latest" : m.group(2);
        return Optional.of(new ImageRef(m.group(1), tag, digest));
    }

    static ImageRef of(String text) {
        return read(text)
                .orElseThrow(() -> DockerError.SETTINGS_INVALID.because("image: '" + text
                        + "' is not an image. It is written repository:tag or repository@sha256:<64 hex digits>,"
                        + " the repository in lower case."));
    }

    String text() {
        return digest != null ? repository + "@" + digest : repository + ":" + tag;
    }

    /** What a pull asks the registry for. */
    String tagOrDigest() {
        return digest != null ? digest : String.valueOf(tag);
    }

    /** Where it comes from, as credentials name it. */
    String registry() {
        int slash = repository.indexOf('/');
        String first = slash < 0 ? "" : repository.substring(0, slash);
        return first.contains(".") || first.contains(":") || first.equals("localhost")
                ? first
                : "https://index.docker.io/v1/";
    }
}
