package io.signalbox.engine.runbook;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An element of a diagram's XML.
 *
 * @param name with one fixed prefix per namespace, whatever the file uses: {@code bpmn: camunda: bpmndi: xsi:}; {@code other:} for the rest
 * @param attributes by local name; those of a namespace with the same prefixes as elements
 * @param text directly inside, stripped
 */
record Xml(String name, Map<String, String> attributes, List<Xml> children, String text, int line, int column) {

    static final Xml NOTHING = new Xml("other:nothing", Map.of(), List.of(), "", 0, 0);

    @Nullable
    String attribute(String key) {
        return attributes.get(key);
    }

    /** Empty if it is not there or blank. */
    String text(String key) {
        return attributes.getOrDefault(key, "").strip();
    }

    boolean is(String wanted) {
        return name.equals(wanted);
    }

    boolean bpmn() {
        return name.startsWith("bpmn:");
    }

    /** The name without its prefix. */
    String local() {
        return name.substring(name.indexOf(':') + 1);
    }

    Stream<Xml> children(String wanted) {
        return children.stream().filter(child -> child.is(wanted));
    }

    Optional<Xml> child(String wanted) {
        return children(wanted).findFirst();
    }

    /** What is found by going down, one name at a time, through every element of that name. */
    Stream<Xml> path(String... names) {
        Stream<Xml> found = Stream.of(this);
        for (String wanted : names) {
            found = found.flatMap(xml -> xml.children(wanted));
        }
        return found;
    }

    /** Itself and everything below, in the order of the file. */
    Stream<Xml> all() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(Xml::all));
    }

    String at() {
        return line + ":" + column;
    }
}
