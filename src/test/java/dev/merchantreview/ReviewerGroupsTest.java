package dev.merchantreview;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Whom the diagrams ask, and who has to be configured. */
class ReviewerGroupsTest {

  @Test
  void areAskedForWhenTheServiceStarts() throws Exception {
    assertThat(
            RequiredSettings.missing(new MockEnvironment()).stream()
                .flatMap(missing -> missing.anyOf().stream())
                .filter(name -> name.startsWith("merchant-review.reviewers.groups."))
                .filter(name -> !name.endsWith("]"))
                .map(name -> name.substring(name.lastIndexOf('.') + 1)))
        .containsExactlyInAnyOrderElementsOf(groupsOfTheDiagrams());
  }

  private static Set<String> groupsOfTheDiagrams() throws Exception {
    Set<String> found = new TreeSet<>();
    for (Path diagram : diagrams()) {
      NodeList assignments =
          elements(diagram, "http://camunda.org/schema/zeebe/1.0", "assignmentDefinition");
      for (int i = 0; i < assignments.getLength(); i++) {
        found.add(((Element) assignments.item(i)).getAttribute("candidateGroups"));
      }
    }
    return found;
  }

  private static NodeList elements(Path diagram, String namespace, String name) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory
        .newDocumentBuilder()
        .parse(diagram.toFile())
        .getElementsByTagNameNS(namespace, name);
  }

  private static List<Path> diagrams() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("bpmn"))) {
      return files.filter(file -> file.toString().endsWith(".bpmn")).sorted().toList();
    }
  }
}
