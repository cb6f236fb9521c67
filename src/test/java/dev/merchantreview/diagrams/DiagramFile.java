package dev.merchantreview.diagrams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * A diagram of {@code bpmn/}, as a reader sees it.
 *
 * @param process the id of the process it draws
 */
record DiagramFile(Path file, String process, Document document) {

  static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
  static final String BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI";
  static final String DC = "http://www.omg.org/spec/DD/20100524/DC";
  static final String DI = "http://www.omg.org/spec/DD/20100524/DI";

  private static final Path FOLDER = Path.of("bpmn");
  private static final Set<String> FLOWS = Set.of("sequenceFlow", "messageFlow");
  private static final Set<String> PARTS =
      Set.of(
          "participant",
          "startEvent",
          "endEvent",
          "boundaryEvent",
          "intermediateCatchEvent",
          "intermediateThrowEvent",
          "exclusiveGateway",
          "parallelGateway",
          "inclusiveGateway",
          "eventBasedGateway",
          "task",
          "serviceTask",
          "userTask",
          "receiveTask",
          "sendTask",
          "scriptTask",
          "businessRuleTask",
          "callActivity",
          "subProcess");

  static List<DiagramFile> all() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".bpmn"))
          .sorted()
          .map(DiagramFile::read)
          .toList();
    }
  }

  private static DiagramFile read(Path file) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      Document document = factory.newDocumentBuilder().parse(file.toFile());
      Element process = (Element) document.getElementsByTagNameNS(BPMN, "process").item(0);
      return new DiagramFile(file, process.getAttribute("id"), document);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    } catch (SAXException | ParserConfigurationException cause) {
      throw new IllegalStateException(file + " is no diagram", cause);
    }
  }

  /** Who acts and what happens: events, gateways, tasks, sub-processes and the pools. */
  List<Element> parts() {
    return all(PARTS);
  }

  /** What carries words: the parts, lanes, flows between pools, and the other flows that do. */
  List<Element> named() {
    return Stream.of(
            parts(),
            all(Set.of("lane", "messageFlow")),
            all(FLOWS).stream().filter(flow -> !flow.getAttribute("name").isEmpty()).toList())
        .flatMap(List::stream)
        .distinct()
        .toList();
  }

  /** What is written beside the parts. */
  List<Element> notes() {
    return all(Set.of("textAnnotation"));
  }

  /** Which note speaks of which part. */
  List<Element> associations() {
    return all(Set.of("association"));
  }

  /** What a note says. */
  static String note(Element note) {
    return children(note, BPMN, "text").getFirst().getTextContent();
  }

  /** Every element of these kinds, by their names in the BPMN. */
  List<Element> all(Set<String> kinds) {
    return elements(document.getElementsByTagNameNS(BPMN, "*")).stream()
        .filter(element -> kinds.contains(element.getLocalName()))
        .toList();
  }

  /** What is drawn: the whole, and the inside of each sub-process that is closed in it. */
  List<Element> planes() {
    return elements(document.getElementsByTagNameNS(BPMNDI, "BPMNPlane"));
  }

  /** An element's sentence; empty without one. */
  static String documentation(Element element) {
    return children(element, BPMN, "documentation").stream()
        .map(Element::getTextContent)
        .findFirst()
        .orElse("");
  }

  static List<Element> children(Element parent, String namespace, String name) {
    return elements(parent.getElementsByTagNameNS(namespace, name)).stream()
        .filter(element -> element.getParentNode() == parent)
        .toList();
  }

  static List<Element> elements(NodeList found) {
    return IntStream.range(0, found.getLength())
        .mapToObj(found::item)
        .filter(Element.class::isInstance)
        .map(Element.class::cast)
        .toList();
  }

  @Override
  public String toString() {
    return process;
  }
}
