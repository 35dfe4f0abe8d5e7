package io.signalbox.templates;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A page being written. */
final class Markdown {

    private final StringBuilder text = new StringBuilder();

    /** A block of its own. */
    Markdown line(String line) {
        if (!text.isEmpty()) {
            text.append('\n');
        }
        text.append(line).append('\n');
        return this;
    }

    /** One row for each item, one column for each function. */
    <T> void table(List<T> items, List<String> heads, List<Function<T, String>> columns) {
        if (items.isEmpty()) {
            return;
        }
        line(row(heads));
        text.append(row(heads.stream().map(_ -> "---").toList())).append('\n');
        for (T item : items) {
            text.append(row(columns.stream().map(c -> cell(c.apply(item))).toList()))
                    .append('\n');
        }
    }

    /** Text in which nothing is taken for HTML. */
    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static String row(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
