package io.signalbox.scenarios;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What an application prints, over all its starts. */
record LogFile(Path file) {

    private static final int TAIL = 60;

    /** In characters. */
    int size() {
        return text().length();
    }

    String text() {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String after(int position) {
        return text().substring(position);
    }

    /** The last lines after a position, under the name of the file. */
    String tail(int position) {
        List<String> lines = after(position).lines().toList();
        return file + "\n" + String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    }
}
