package io.signalbox.templates;

import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

/**
 * The service task of a diagram.
 *
 * @param attributes in Camunda's namespace, by local name
 * @param extensions {@code inputParameter host=web-1}, {@code property timeout=5m} and so on, in the order of the file
 */
record SavedStep(Map<String, String> attributes, List<String> extensions) {

    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

    static SavedStep read(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Element task = (Element) factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getElementsByTagNameNS(BPMN, "serviceTask")
                .item(0);
        Map<String, String> attributes = new LinkedHashMap<>();
        IntStream.range(0, task.getAttributes().getLength())
                .mapToObj(i -> task.getAttributes().item(i))
                .filter(a -> CAMUNDA.equals(a.getNamespaceURI()))
                .forEach(a -> attributes.put(a.getLocalName(), a.getNodeValue()));
        List<String> extensions = new ArrayList<>();
        elements(task.getElementsByTagNameNS(BPMN, "extensionElements"))
                .flatMap(e -> elements(e.getChildNodes()))
                .flatMap(container -> elements(container.getChildNodes()))
                .forEach(e -> extensions.add(e.getLocalName() + " " + e.getAttribute("name") + "="
                        + (e.hasAttribute("value")
                                ? e.getAttribute("value")
                                : e.getTextContent().strip())));
        return new SavedStep(attributes, extensions);
    }

    private static Stream<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(node -> node.getNodeType() == Node.ELEMENT_NODE)
                .map(Element.class::cast);
    }
}
