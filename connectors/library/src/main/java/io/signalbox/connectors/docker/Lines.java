package io.signalbox.connectors.docker;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Puts pieces of output together to lines. A line without an end is cut, so that it cannot fill the memory. */
final class Lines {

    private static final int LONGEST = 16 * 1024;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final Consumer<String> reader;

    Lines(Consumer<String> reader) {
        this.reader = reader;
    }

    void add(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte b = bytes.get();
            if (b == '\n') {
                flush();
            } else {
                line.write(b);
                if (line.size() == LONGEST) {
                    end();
                }
            }
        }
    }

    /** Hands out what is left without a line break at its end. */
    void end() {
        if (line.size() > 0) {
            flush();
        }
    }

    private void flush() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        reader.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }
}
