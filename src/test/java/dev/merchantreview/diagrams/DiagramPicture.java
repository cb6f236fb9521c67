package dev.merchantreview.diagrams;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
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

/**
 * A picture of one plane of a diagram, in one language.
 *
 * @param file its name
 * @param drawn what it is drawn from: the diagram without what nobody sees in the picture
 */
record DiagramPicture(String file, String drawn) {

  private static final List<String> UNSEEN =
      List.of("extensionElements", "documentation", "conditionExpression", "timeDate");

  /** As a viewer is told: the engine's words, and the table's. */
  enum Language {
    CHINESE("zh-CN"),
    ENGLISH("en");

    private final String tag;

    Language(String tag) {
      this.tag = tag;
    }

    String ending() {
      return "." + tag + ".png";
    }
  }

  /** All there are: every plane of every diagram in both languages. */
  static List<DiagramPicture> all() throws IOException {
    List<DiagramPicture> pictures = new ArrayList<>();
    for (DiagramFile diagram : DiagramFile.all()) {
      for (Language language : Language.values()) {
        for (Element plane : diagram.planes()) {
          pictures.add(
              new DiagramPicture(
                  name(diagram, plane) + language.ending(), drawn(diagram, plane, language)));
        }
      }
    }
    return pictures;
  }

  /** The process's, with the sub-process's after it. */
  private static String name(DiagramFile diagram, Element plane) {
    String shows = plane.getAttribute("bpmnElement");
    return shows.startsWith("SubProcess_")
        ? diagram.process()
            + "."
            + shows
                .substring("SubProcess_".length())
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT)
        : diagram.process();
  }

  private static String drawn(DiagramFile diagram, Element plane, Language language)
      throws IOException {
    Document copy = (Document) diagram.document().cloneNode(true);
    for (String unseen : UNSEEN) {
      remove(copy.getElementsByTagNameNS(DiagramFile.BPMN, unseen), element -> true);
    }
    String shows = plane.getAttribute("bpmnElement");
    remove(
        copy.getElementsByTagNameNS(DiagramFile.BPMNDI, "BPMNDiagram"),
        other ->
            DiagramFile.children(other, DiagramFile.BPMNDI, "BPMNPlane").stream()
                .noneMatch(one -> one.getAttribute("bpmnElement").equals(shows)));
    DiagramFile.elements(copy.getElementsByTagNameNS(DiagramFile.BPMN, "subProcess")).stream()
        .filter(element -> element.getAttribute("id").equals(shows))
        .findFirst()
        .ifPresent(inside -> drawInside(copy, inside));
    if (language == Language.ENGLISH) {
      translate(copy, EnglishLabels.of(diagram).texts());
    }
    return text(copy);
  }

  private static void remove(NodeList elements, Predicate<Element> which) {
    DiagramFile.elements(elements).stream()
        .filter(which)
        .forEach(element -> element.getParentNode().removeChild(element));
  }

  /** A viewer of this age opens no sub-process: its inside is shown as a process. */
  private static void drawInside(Document copy, Element inside) {
    Element process = copy.createElementNS(DiagramFile.BPMN, "bpmn:process");
    process.setAttribute("id", inside.getAttribute("id"));
    DiagramFile.elements(inside.getChildNodes()).stream()
        .filter(child -> !List.of("incoming", "outgoing").contains(child.getLocalName()))
        .forEach(process::appendChild);
    remove(copy.getElementsByTagNameNS(DiagramFile.BPMN, "collaboration"), element -> true);
    Node before = copy.getElementsByTagNameNS(DiagramFile.BPMN, "process").item(0);
    before.getParentNode().replaceChild(process, before);
  }

  private static void translate(Document copy, Map<String, EnglishLabels.Text> english)
      throws IOException {
    Figures figures = Figures.shipped();
    DiagramFile.elements(copy.getElementsByTagNameNS(DiagramFile.BPMN, "*"))
        .forEach(
            element -> {
              EnglishLabels.Text text = english.get(element.getAttribute("id"));
              if (text != null && element.getLocalName().equals("textAnnotation")) {
                DiagramFile.children(element, DiagramFile.BPMN, "text")
                    .getFirst()
                    .setTextContent(figures.filled(text.label(), Language.ENGLISH));
              } else if (text != null) {
                element.setAttribute("name", text.label());
              }
            });
  }

  private static String text(Node document) {
    try {
      Transformer transformer = TransformerFactory.newInstance().newTransformer();
      transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
      StringWriter text = new StringWriter();
      transformer.transform(new DOMSource(document), new StreamResult(text));
      return text.toString().replaceAll("(?m)^\\s+", "");
    } catch (TransformerException cause) {
      throw new IllegalStateException(cause);
    }
  }

  /** Another one when the picture would be another one. */
  String fingerprint() {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(drawn.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException cause) {
      throw new IllegalStateException(cause);
    }
  }

  @Override
  public String toString() {
    return file;
  }
}
