package dev.merchantreview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.filing.FilingSteps;
import dev.merchantreview.onboarding.AuditSteps;
import dev.merchantreview.refund.RefundSteps;
import dev.merchantreview.review.ReviewedTask;
import dev.merchantreview.store.ClosureSteps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Whom the diagrams ask, whose verdict the service counts, and who has to be configured. */
class ReviewerGroupsTest {

  private static final List<ReviewedTask> REVIEWS =
      List.of(
          AuditSteps.AUDIT,
          FilingSteps.REVIEW,
          ClosureSteps.REVIEW,
          RefundSteps.FINANCE,
          RefundSteps.SECOND);

  @Test
  void areTheSameInTheDiagramsAndInTheService() throws Exception {
    assertThat(ofTheDiagrams()).containsExactlyInAnyOrderElementsOf(REVIEWS);
  }

  @Test
  void areAskedForWhenTheServiceStarts() {
    assertThat(
            RequiredSettings.missing(new MockEnvironment()).stream()
                .flatMap(missing -> missing.anyOf().stream())
                .filter(name -> name.startsWith("merchant-review.reviewers.groups."))
                .filter(name -> !name.endsWith("]"))
                .map(name -> name.substring(name.lastIndexOf('.') + 1)))
        .containsExactlyInAnyOrderElementsOf(
            REVIEWS.stream().map(ReviewedTask::group).distinct().toList());
  }

  private static List<ReviewedTask> ofTheDiagrams() throws Exception {
    List<ReviewedTask> found = new ArrayList<>();
    for (Path diagram : diagrams()) {
      NodeList tasks = elements(diagram, "http://www.omg.org/spec/BPMN/20100524/MODEL", "userTask");
      for (int i = 0; i < tasks.getLength(); i++) {
        Element task = (Element) tasks.item(i);
        Element assignment =
            (Element)
                task.getElementsByTagNameNS(
                        "http://camunda.org/schema/zeebe/1.0", "assignmentDefinition")
                    .item(0);
        found.add(
            new ReviewedTask(task.getAttribute("id"), assignment.getAttribute("candidateGroups")));
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
