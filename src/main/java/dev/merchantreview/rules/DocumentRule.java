package dev.merchantreview.rules;

import dev.merchantreview.engine.Decisions;
import dev.merchantreview.shared.IdentityPaper;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.UnusableRuleException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Which documents a store of a type needs: {@code bpmn/rules/required-documents.dmn}. What its
 * categories need besides, the tree of categories says.
 */
@Component
public class DocumentRule {

  /** The table's id. */
  public static final String TABLE = "required-documents";

  /** What it is told. */
  public static final Set<String> INPUTS = Set.of("platform", "storeType");

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
  public record Requirement(List<List<String>> anyOf, Map<String, Object> evidence) {

    /** The same with more demands, each once. */
    public Requirement and(List<List<String>> more) {
      LinkedHashSet<List<String>> all = new LinkedHashSet<>(anyOf);
      all.addAll(more);
      return new Requirement(List.copyOf(all), evidence);
    }
  }

  /**
   * What the store type and the person who stands for the store need.
   *
   * @param identityPaper what that person shows who they are with
   * @throws dev.merchantreview.shared.OutsideUnavailableException when the engine cannot answer now
   */
  public Requirement requirementFor(
      Platform platform, String storeType, IdentityPaper identityPaper) {
    return requirement(
        decisions.evaluate(
            TABLE,
            Map.of(
                "platform",
                platform.name(),
                "storeType",
                storeType,
                "identityPaper",
                identityPaper.name())));
  }

  /** Whether a row lists kinds of document, of whatever names. */
  public static boolean isDemand(JsonNode said) {
    return said.isArray() && !said.isEmpty() && said.valueStream().allMatch(JsonNode::isString);
  }

  /**
   * Reads a table whose rows each list kinds of document.
   *
   * @throws UnusableRuleException when one lists none
   */
  public static Requirement requirement(Decisions.Result result) {
    List<List<String>> demands = new ArrayList<>();
    for (JsonNode demand : result.output()) {
      if (!isDemand(demand)) {
        throw new UnusableRuleException(
            Decisions.named(result.evidence()),
            "a demand for papers that lists no kinds of document: " + result.evidence(),
            null);
      }
      List<String> kinds = new ArrayList<>();
      demand.forEach(kind -> kinds.add(kind.asString()));
      demands.add(List.copyOf(kinds));
    }
    return new Requirement(List.copyOf(demands), result.evidence());
  }
}
