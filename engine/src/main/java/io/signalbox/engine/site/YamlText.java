package io.signalbox.engine.site;

import io.signalbox.engine.Finding;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One YAML file while it is read: its nodes with their places, and what is wrong with them. */
final class YamlText {

    private static final int MOST_ALIASES = 50;
    private static final int DEEPEST = 20;
    private static final int LONGEST = 1 << 20;

    private final List<Finding> findings = new ArrayList<>();

    /** The outermost node; empty if the file is empty or cannot be read, which has been noted by then. */
    Optional<Node> compose(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel("site")
                .setMaxAliasesForCollections(MOST_ALIASES)
                .setAllowRecursiveKeys(false)
                .setCodePointLimit(LONGEST)
                .build();
        try {
            if (tooDeep(settings, text)) {
                findings.add(Finding.error("yaml", "", "The file is nested deeper than " + DEEPEST + " levels."));
                return Optional.empty();
            }
            return new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            String where = e.getProblemMark()
                    .or(e::getContextMark)
                    .map(YamlText::place)
                    .orElse("");
            findings.add(Finding.error("yaml", where, "This is not YAML: " + sentence(String.valueOf(e.getProblem()))));
        } catch (YamlEngineException e) {
            findings.add(Finding.error(
                    "yaml", "", "The file cannot be read as YAML: " + sentence(String.valueOf(e.getMessage()))));
        }
        return Optional.empty();
    }

    /** Composing goes down by recursion, so depth is looked at before. */
    private static boolean tooDeep(LoadSettings settings, String text) {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
                return true;
            }
            if (event instanceof CollectionEndEvent) {
                depth--;
            }
        }
        return false;
    }

    void error(String rule, Node at, String message) {
        findings.add(Finding.error(rule, place(at), message));
    }

    void warning(String rule, Node at, String message) {
        findings.add(Finding.warning(rule, place(at), message));
    }

    /** In the order of the file, once each. */
    List<Finding> findings() {
        return findings.stream()
                .distinct()
                .sorted(Comparator.comparingInt((Finding f) -> number(f, 0)).thenComparingInt(f -> number(f, 1)))
                .toList();
    }

    private static int number(Finding finding, int index) {
        return finding.where().isEmpty() ? 0 : Integer.parseInt(finding.where().split(":")[index]);
    }

    static String place(Node node) {
        return node.getStartMark().map(YamlText::place).orElse("");
    }

    private static String place(Mark mark) {
        return (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
    }

    private static String sentence(String text) {
        String flat = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return flat.endsWith(".") ? flat : flat + ".";
    }
}
