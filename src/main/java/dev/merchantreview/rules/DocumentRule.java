package dev.merchantreview.rules;

import dev.merchantreview.engine.Decisions;
import dev.merchantreview.shared.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Which documents a store needs: {@code bpmn/rules/required-documents.dmn}. */
@Component
public class DocumentRule {

  private final Decisions decisions;

  DocumentRule(Decisions decisions) {
    this.decisions = decisions;
  }

  /**
   * What the table answered.
   *
   * @param anyOf one entry for each demand: the kinds of document of which one fulfils it
   * @param evidence the decision, its version and the rows that matched, for the history
   */
  public record Requirement(List<List<String>> anyOf, Map<String, Object> evidence) {}

  public Requirement requirementFor(Platform platform, String storeType, List<String> categories) {
    return requirement(
        decisions.evaluate(
            "required-documents",
            Map.of("platform", platform.name(), "storeType", storeType, "categories", categories)));
  }

  /** Reads a table whose rows each list kinds of document. */
  public static Requirement requirement(Decisions.Result result) {
    List<List<String>> demands = new ArrayList<>();
    for (JsonNode demand : result.output()) {
      List<String> kinds = new ArrayList<>();
      demand.forEach(kind -> kinds.add(kind.asString()));
      demands.add(List.copyOf(kinds));
    }
    return new Requirement(List.copyOf(demands), result.evidence());
  }
}
