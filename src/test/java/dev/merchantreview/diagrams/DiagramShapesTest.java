package dev.merchantreview.diagrams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** What a diagram says is drawn, once, and is read on one screen. */
class DiagramShapesTest {

  static List<DiagramFile> diagrams() throws IOException {
    return DiagramFile.all();
  }

  @ParameterizedTest
  @MethodSource("diagrams")
  void everythingIsDrawnOnceAndNothingElse(DiagramFile diagram) {
    assertThat(drawn(diagram, "BPMNShape"))
        .containsExactlyInAnyOrderElementsOf(
            ids(
                Stream.of(diagram.parts(), diagram.all(Set.of("lane")), diagram.notes())
                    .flatMap(List::stream)));
    assertThat(drawn(diagram, "BPMNEdge"))
        .containsExactlyInAnyOrderElementsOf(
            ids(diagram.all(Set.of("sequenceFlow", "messageFlow", "association")).stream()));
  }

  /** Each plane, the inside of a closed sub-process too, is read at 100 %. */
  @ParameterizedTest
  @MethodSource("diagrams")
  void aPlaneIsReadOnOneScreen(DiagramFile diagram) {
    for (Element plane : diagram.planes()) {
      List<Element> shapes =
          DiagramFile.elements(plane.getElementsByTagNameNS(DiagramFile.DC, "Bounds"));
      assertThat(extent(shapes, "x", "width"))
          .as("width of %s", plane.getAttribute("id"))
          .isLessThanOrEqualTo(1_880);
      assertThat(extent(shapes, "y", "height"))
          .as("height of %s", plane.getAttribute("id"))
          .isLessThanOrEqualTo(1_000);
    }
  }

  private static double extent(List<Element> shapes, String from, String length) {
    return shapes.stream()
            .mapToDouble(shape -> number(shape, from) + number(shape, length))
            .max()
            .orElseThrow()
        - shapes.stream().mapToDouble(shape -> number(shape, from)).min().orElseThrow();
  }

  private static double number(Element shape, String attribute) {
    return Double.parseDouble(shape.getAttribute(attribute));
  }

  /** What is drawn closed can be opened, and nothing else has an inside of its own. */
  @ParameterizedTest
  @MethodSource("diagrams")
  void aClosedSubProcessHasItsInsideDrawn(DiagramFile diagram) {
    Set<String> closed = new HashSet<>();
    for (Element shape : shapes(diagram, "BPMNShape")) {
      if (shape.getAttribute("isExpanded").equals("false")) {
        closed.add(shape.getAttribute("bpmnElement"));
      }
    }
    Set<String> subProcesses =
        ids(diagram.all(Set.of("subProcess")).stream()).stream().collect(Collectors.toSet());
    assertThat(
            diagram.planes().stream()
                .map(plane -> plane.getAttribute("bpmnElement"))
                .filter(subProcesses::contains))
        .containsExactlyInAnyOrderElementsOf(closed);
  }

  private static List<Element> shapes(DiagramFile diagram, String kind) {
    return DiagramFile.elements(
        diagram.document().getElementsByTagNameNS(DiagramFile.BPMNDI, kind));
  }

  private static List<String> drawn(DiagramFile diagram, String kind) {
    return shapes(diagram, kind).stream().map(shape -> shape.getAttribute("bpmnElement")).toList();
  }

  private static List<String> ids(Stream<Element> elements) {
    return elements.map(element -> element.getAttribute("id")).toList();
  }
}
