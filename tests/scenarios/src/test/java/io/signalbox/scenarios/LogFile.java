package io.signalbox.scenarios;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What an application prints, over all its starts. */
record LogFile(Path file) {

    private static final int TAIL = 60;

    /** In bytes. */
    long size() {
        return file.toFile().length();
    }

    String text() {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String after(long position) {
        if (!Files.exists(file)) {
            return "";
        }
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(position);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last lines after a position, under the name of the file. */
    String tail(long position) {
        List<String> lines = after(position).lines().toList();
        return file + "\n" + String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    }
}
