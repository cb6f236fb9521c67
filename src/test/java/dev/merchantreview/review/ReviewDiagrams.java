package dev.merchantreview.review;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Reads what is drawn in a diagram. */
final class ReviewDiagrams {

  private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
  private static final String ZEEBE = "http://camunda.org/schema/zeebe/1.0";

  private ReviewDiagrams() {}

  static Document read(Path diagram) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(diagram.toFile());
  }

  private static void each(Document diagram, String namespace, String name, Consumer<Element> act) {
    NodeList found = diagram.getElementsByTagNameNS(namespace, name);
    for (int i = 0; i < found.getLength(); i++) {
      act.accept((Element) found.item(i));
    }
  }

  static Element child(Element parent, String name) {
    return (Element) parent.getElementsByTagNameNS(ZEEBE, name).item(0);
  }

  static Set<String> ids(Document diagram) {
    Set<String> ids = new HashSet<>();
    each(diagram, BPMN, "*", element -> ids.add(element.getAttribute("id")));
    return ids;
  }

  static Element element(Document diagram, String id) {
    List<Element> found = new ArrayList<>();
    each(
        diagram,
        BPMN,
        "*",
        element -> {
          if (element.getAttribute("id").equals(id)) {
            found.add(element);
          }
        });
    return found.getFirst();
  }

  /** Where an element's flows lead, each with its condition; empty where it has none. */
  static Map<String, String> targets(Document diagram, String source) {
    Map<String, String> targets = new TreeMap<>();
    each(
        diagram,
        BPMN,
        "sequenceFlow",
        flow -> {
          if (flow.getAttribute("sourceRef").equals(source)) {
            targets.put(flow.getAttribute("targetRef"), flow.getTextContent().strip());
          }
        });
    return targets;
  }

  /** What an extension of each element of a name says, by the elements' ids. */
  static Map<String, String> extensions(
      Document diagram, String name, String extension, String attribute) {
    Map<String, String> said = new TreeMap<>();
    each(
        diagram,
        BPMN,
        name,
        element ->
            said.put(
                element.getAttribute("id"), child(element, extension).getAttribute(attribute)));
    return said;
  }

  /** What an element hands on: the source of each target. */
  static Map<String, String> outputs(Element drawn) {
    Map<String, String> sources = new TreeMap<>();
    NodeList outputs = drawn.getElementsByTagNameNS(ZEEBE, "output");
    for (int i = 0; i < outputs.getLength(); i++) {
      Element output = (Element) outputs.item(i);
      sources.put(output.getAttribute("target"), output.getAttribute("source"));
    }
    return sources;
  }
}
