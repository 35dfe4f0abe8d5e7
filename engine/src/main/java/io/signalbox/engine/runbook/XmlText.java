package io.signalbox.engine.runbook;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out how the bytes of an XML file are to be read as text: by its byte order mark, else by what it declares, else as UTF-8. */
final class XmlText {

    private static final Pattern DECLARED =
            Pattern.compile("^<\\?xml[^>]*?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})[\"']");
    private static final Map<String, Charset> KNOWN = Map.of(
            "UTF-8", StandardCharsets.UTF_8,
            "US-ASCII", StandardCharsets.US_ASCII,
            "ISO-8859-1", StandardCharsets.ISO_8859_1,
            "WINDOWS-1252", Charset.forName("windows-1252"));

    private XmlText() {}

    /** @throws Unreadable if it declares an encoding that is not known here, or is not in the one it declares */
    static String decode(byte[] content) {
        Charset charset = charset(content);
        try {
            String text = charset.newDecoder().decode(ByteBuffer.wrap(content)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new Unreadable(
                    "The file is not in " + charset + ", as it says or as is taken for granted. Save it in UTF-8.");
        }
    }

    /**
     * The same file for those who take every file for UTF-8: to the letter if it is in that already.
     *
     * @throws Unreadable as {@link #decode}
     */
    static String utf8(byte[] content) {
        if (charset(content).equals(StandardCharsets.UTF_8)) {
            return new String(content, StandardCharsets.UTF_8);
        }
        String text = decode(content);
        Matcher declared = DECLARED.matcher(text);
        return declared.find()
                ? text.substring(0, declared.start(1)) + "UTF-8" + text.substring(declared.end(1))
                : text;
    }

    private static Charset charset(byte[] content) {
        int first = content.length > 0 ? content[0] & 0xFF : 0;
        int second = content.length > 1 ? content[1] & 0xFF : 0;
        if ((first == 0xFE && second == 0xFF) || (first == 0 && second == '<')) {
            return StandardCharsets.UTF_16BE;
        }
        if ((first == 0xFF && second == 0xFE) || (first == '<' && second == 0 && content.length > 1)) {
            return StandardCharsets.UTF_16LE;
        }
        String start = new String(content, 0, Math.min(content.length, 200), StandardCharsets.ISO_8859_1);
        Matcher declared = DECLARED.matcher(start.startsWith("\u00EF\u00BB\u00BF") ? start.substring(3) : start);
        String name = declared.find() ? declared.group(1).toUpperCase(Locale.ROOT) : "UTF-8";
        return Optional.ofNullable(KNOWN.get(name))
                .orElseThrow(() -> new Unreadable("The file says that it is in " + name + ". Save it in UTF-8."));
    }

    /** The message is a sentence. */
    static final class Unreadable extends RuntimeException {
        Unreadable(String message) {
            super(message, null, false, false);
        }
    }
}
