package dev.merchantreview.console;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A process's diagram as it is drawn on a page: without what nobody sees in a picture, one drawing
 * for the process and one for each phase that is drawn closed in it.
 */
final class CaseDiagram {

  private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
  private static final String BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI";
  private static final String ELEMENT = "bpmnElement";

  /** What the engine needs and a picture does not show; notes are of the rules, not of a case. */
  private static final List<String> UNSEEN =
      List.of(
          "extensionElements",
          "documentation",
          "conditionExpression",
          "timeDate",
          "timeDuration",
          "textAnnotation",
          "association");

  private final Document document;

  private CaseDiagram(Document document) {
    this.document = document;
  }

  /**
   * A drawing.
   *
   * @param id of what it shows: the process, or a phase of it
   * @param name what that is called
   * @param elements the ids of what is drawn in it
   */
  record Plane(String id, String name, Set<String> elements) {}

  /**
   * Reads a diagram.
   *
   * @param names what its elements are called instead, by their ids; empty leaves their own
   * @return empty when it cannot be drawn
   */
  static Optional<CaseDiagram> read(String bpmn, Map<String, String> names) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      Document document =
          factory.newDocumentBuilder().parse(new InputSource(new StringReader(bpmn)));
      CaseDiagram diagram = new CaseDiagram(document);
      diagram.dropUnseen();
      // A process is called by the pool it is drawn in.
      diagram.elements("process").forEach(one -> one.removeAttribute("name"));
      diagram.elements("*").forEach(one -> rename(one, names));
      return diagram.planes().isEmpty() ? Optional.empty() : Optional.of(diagram);
    } catch (SAXException | IOException notOne) {
      return Optional.empty();
    } catch (ParserConfigurationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void rename(Element element, Map<String, String> names) {
    String name = names.get(element.getAttribute("id"));
    if (name != null) {
      element.setAttribute("name", name);
    }
  }

  private void dropUnseen() {
    Set<String> gone = new LinkedHashSet<>();
    for (String unseen : UNSEEN) {
      for (Element element : elements(unseen)) {
        gone.add(element.getAttribute("id"));
        element.getParentNode().removeChild(element);
      }
    }
    Stream.of("BPMNShape", "BPMNEdge")
        .flatMap(kind -> list(document.getElementsByTagNameNS(BPMNDI, kind)).stream())
        .filter(shape -> gone.contains(shape.getAttribute(ELEMENT)))
        .forEach(shape -> shape.getParentNode().removeChild(shape));
  }

  /** What an element is called; its id where it has no name. */
  String name(String id) {
    return element(id)
        .map(one -> one.getAttribute("name"))
        .filter(name -> !name.isBlank())
        .map(name -> name.replaceAll("\\s+", " "))
        .orElse(id);
  }

  /** Whether it is a step people name: no gateway without a name, no line. */
  boolean isNamed(String id) {
    return element(id).filter(one -> !one.getAttribute("name").isBlank()).isPresent();
  }

  private Optional<Element> element(String id) {
    return elements("*").stream().filter(one -> one.getAttribute("id").equals(id)).findFirst();
  }

  /** Its drawings, that of the process first. */
  List<Plane> planes() {
    List<Plane> planes = new ArrayList<>();
    for (Element plane : list(document.getElementsByTagNameNS(BPMNDI, "BPMNPlane"))) {
      Set<String> shown = new LinkedHashSet<>();
      list(plane.getElementsByTagNameNS(BPMNDI, "*"))
          .forEach(shape -> shown.add(shape.getAttribute(ELEMENT)));
      String id = plane.getAttribute(ELEMENT);
      planes.add(new Plane(id, planes.isEmpty() ? "" : name(id), shown));
    }
    return List.copyOf(planes);
  }

  /** One drawing as BPMN; empty when there is no such. */
  Optional<String> drawn(String plane) {
    if (planes().stream().noneMatch(one -> one.id().equals(plane))) {
      return Optional.empty();
    }
    Document copy = (Document) document.cloneNode(true);
    remove(
        copy.getElementsByTagNameNS(BPMNDI, "BPMNDiagram"),
        other ->
            list(other.getElementsByTagNameNS(BPMNDI, "BPMNPlane")).stream()
                .noneMatch(one -> one.getAttribute(ELEMENT).equals(plane)));
    list(copy.getElementsByTagNameNS(BPMN, "subProcess")).stream()
        .filter(one -> one.getAttribute("id").equals(plane))
        .findFirst()
        .ifPresent(inside -> drawInside(copy, inside));
    return Optional.of(text(copy));
  }

  /** The viewer opens no closed sub-process: its inside is shown as a process. */
  private static void drawInside(Document copy, Element inside) {
    Element process = copy.createElementNS(BPMN, "bpmn:process");
    process.setAttribute("id", inside.getAttribute("id"));
    list(inside.getChildNodes()).stream()
        .filter(child -> !List.of("incoming", "outgoing").contains(child.getLocalName()))
        .forEach(process::appendChild);
    remove(copy.getElementsByTagNameNS(BPMN, "collaboration"), element -> true);
    Node before = copy.getElementsByTagNameNS(BPMN, "process").item(0);
    before.getParentNode().replaceChild(process, before);
  }

  private List<Element> elements(String name) {
    return list(document.getElementsByTagNameNS(BPMN, name));
  }

  private static void remove(NodeList elements, Predicate<Element> which) {
    list(elements).stream()
        .filter(which)
        .forEach(element -> element.getParentNode().removeChild(element));
  }

  private static List<Element> list(NodeList nodes) {
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(Element.class::isInstance)
        .map(Element.class::cast)
        .toList();
  }

  private static String text(Document document) {
    try {
      TransformerFactory factory = TransformerFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      Transformer transformer = factory.newTransformer();
      transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
      StringWriter text = new StringWriter();
      transformer.transform(new DOMSource(document), new StreamResult(text));
      return text.toString();
    } catch (TransformerException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
