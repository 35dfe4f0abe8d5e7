package io.signalbox.webapp.security;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.stream.Collectors;

/** Makes what cannot be guessed. */
final class Randoms {

    private static final SecureRandom RANDOM = new SecureRandom();
    /** Without those that look alike. */
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    private Randoms() {}

    /** 20 letters and digits, 100 bits. */
    static String password() {
        return letters(20);
    }

    /** Tells things apart, and need not be secret. */
    static String id() {
        return letters(12);
    }

    private static String letters(int count) {
        return RANDOM.ints(count, 0, LETTERS.length())
                .mapToObj(i -> String.valueOf(LETTERS.charAt(i)))
                .collect(Collectors.joining());
    }

    /** 256 bits. */
    static String token() {
        return "sbx_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes());
    }

    static byte[] bytes() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
