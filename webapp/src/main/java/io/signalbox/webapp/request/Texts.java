package io.signalbox.webapp.request;

import java.nio.charset.StandardCharsets;

/** Which texts can be stored. */
final class Texts {

    static final String CANNOT_BE_KEPT = "has a character that cannot be kept: U+0000, or half of a surrogate pair.";

    private Texts() {}

    static boolean canBeKept(String text) {
        return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
