package io.signalbox.engine.runbook;

import io.signalbox.engine.Finding;
import org.jspecify.annotations.Nullable;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads XML that may be hostile, with the parser of the JDK: no document type, so no entities; bounded in size and depth. Never throws on content. */
final class XmlReader {

    private static final int DEEPEST = 80;
    private static final Map<String, String> PREFIXES = Map.of(
            "http://www.omg.org/spec/BPMN/20100524/MODEL", "bpmn",
            "http://camunda.org/schema/1.0/bpmn", "camunda",
            // Camunda takes these for its own.
            "http://activiti.org/bpmn", "camunda",
            "http://www.omg.org/spec/BPMN/20100524/DI", "bpmndi",
            "http://www.w3.org/2001/XMLSchema-instance", "xsi");

    private XmlReader() {}

    /** The root, or what is wrong. */
    record Reading(@Nullable Xml root, List<Finding> problems) {
        private static Reading failed(String rule, String where, String message) {
            return new Reading(null, List.of(Finding.error(rule, where, message)));
        }
    }

    static Reading read(byte[] content, long most) {
        if (content.length > most) {
            return Reading.failed(
                    "diagram-too-large",
                    "",
                    "The diagram has " + content.length + " bytes, at most " + most
                            + " are taken. Move parts into runbooks of their own and call them.");
        }
        XMLStreamReader reader = null;
        try {
            reader = factory().createXMLStreamReader(new StringReader(XmlText.decode(content)));
            return read(reader);
        } catch (XmlText.Unreadable e) {
            return Reading.failed("xml-encoding", "1:1", String.valueOf(e.getMessage()));
        } catch (XMLStreamException e) {
            return Reading.failed("xml-malformed", place(e), "The XML cannot be read: " + sentence(e));
        } finally {
            close(reader);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        // Without one, the parser prints to standard error.
        factory.setXMLReporter((message, type, information, location) -> {});
        return factory;
    }

    private static Reading read(XMLStreamReader reader) throws XMLStreamException {
        Deque<Open> open = new ArrayDeque<>();
        open.push(new Open("", Map.of(), 0, 0));
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> {
                    return Reading.failed(
                            "xml-doctype",
                            at(reader),
                            "A document type or entity is not allowed here. Remove the <!DOCTYPE …> part.");
                }
                case XMLStreamConstants.START_ELEMENT -> {
                    if (open.size() > DEEPEST) {
                        return Reading.failed(
                                "xml-too-deep",
                                at(reader),
                                "Elements are nested deeper than " + DEEPEST + ". Flatten the diagram.");
                    }
                    open.push(start(reader));
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    Xml ended = open.pop().end();
                    open.element().children.add(ended);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                    open.element().text.append(reader.getText());
                default -> {}
            }
        }
        return new Reading(open.element().children.getFirst(), List.of());
    }

    private static Open start(XMLStreamReader reader) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String namespace = reader.getAttributeNamespace(i);
            String name = reader.getAttributeLocalName(i);
            attributes.put(
                    namespace == null || namespace.isEmpty() ? name : name(namespace, name),
                    reader.getAttributeValue(i));
        }
        return new Open(
                name(reader.getNamespaceURI(), reader.getLocalName()),
                attributes,
                reader.getLocation().getLineNumber(),
                reader.getLocation().getColumnNumber());
    }

    private static String name(@Nullable String namespace, String local) {
        return (namespace == null ? "other" : PREFIXES.getOrDefault(namespace, "other")) + ":" + local;
    }

    private static String at(XMLStreamReader reader) {
        return reader.getLocation().getLineNumber() + ":" + reader.getLocation().getColumnNumber();
    }

    private static String place(XMLStreamException e) {
        return e.getLocation() == null || e.getLocation().getLineNumber() < 1
                ? ""
                : e.getLocation().getLineNumber() + ":" + e.getLocation().getColumnNumber();
    }

    /** The parser's message without its "ParseError at" line. */
    private static String sentence(XMLStreamException e) {
        String message = String.valueOf(e.getMessage());
        String last = message.substring(message.indexOf("Message:") < 0 ? 0 : message.indexOf("Message:") + 8);
        String flat = undeclared(last.strip().replaceAll("\\p{Cntrl}+", " "));
        String shown = flat.length() > 300 ? flat.substring(0, 300) + "…" : flat;
        return shown.endsWith(".") ? shown : shown + ".";
    }

    /** The parser of the JDK says that a prefix has no namespace by the address of a specification. */
    private static String undeclared(String message) {
        String known = message.replaceFirst("^http://\\S+#\\w+PrefixUnbound\\?", "");
        return known.equals(message) ? message : "a prefix is not declared in " + known.replace("&", ", ");
    }

    private static void close(@Nullable XMLStreamReader reader) {
        if (reader != null) {
            try {
                reader.close();
            } catch (XMLStreamException e) {
                throw new IllegalStateException("Closing a reader of bytes in memory failed", e);
            }
        }
    }

    /** An element whose end has not been seen. */
    private static final class Open {
        private final String name;
        private final Map<String, String> attributes;
        private final int line;
        private final int column;
        private final List<Xml> children = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();

        private Open(String name, Map<String, String> attributes, int line, int column) {
            this.name = name;
            this.attributes = attributes;
            this.line = line;
            this.column = column;
        }

        private Xml end() {
            return new Xml(
                    name, attributes, List.copyOf(children), text.toString().strip(), line, column);
        }
    }
}
