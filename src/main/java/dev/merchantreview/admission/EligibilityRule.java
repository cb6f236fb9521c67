package dev.merchantreview.admission;

import dev.merchantreview.engine.Decisions;
import dev.merchantreview.provider.ServiceProvider;
import dev.merchantreview.rules.DocumentRule;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.UnusableRuleException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * What a service provider of a kind has to be and to hand in [K-sp]: {@code
 * bpmn/rules/provider-eligibility.dmn} and {@code bpmn/rules/provider-documents.dmn}.
 */
@Component
class EligibilityRule {

  static final String ELIGIBILITY = "provider-eligibility";
  static final String DOCUMENTS = "provider-documents";
  static final Set<String> DOCUMENTS_INPUTS = Set.of("platform", "kind");

  private final Decisions decisions;

  EligibilityRule(Decisions decisions) {
    this.decisions = decisions;
  }

  /**
   * A condition that is not met.
   *
   * @param threshold what the table asks for: fen, persons, years or brands; 0 where it is met or
   *     not
   */
  record Unmet(EligibilityCondition condition, long threshold) {}

  /**
   * What the table answered.
   *
   * @param unmet each once, in the order of the conditions
   * @param evidence the decision, its version and the rows that matched, for the history
   */
  record Answer(EligibilityFigures figures, List<Unmet> unmet, Map<String, Object> evidence) {}

  /**
   * Everything that is not met, at once.
   *
   * @throws dev.merchantreview.shared.OutsideUnavailableException when the engine cannot answer now
   * @throws UnusableRuleException when a row names no condition
   */
  Answer ask(EligibilityFigures figures) {
    return answer(figures, decisions.evaluate(ELIGIBILITY, figures.told()));
  }

  static Answer answer(EligibilityFigures figures, Decisions.Result result) {
    return new Answer(figures, unmet(result), result.evidence());
  }

  /** The papers a provider of a kind hands in; one entry a demand. */
  DocumentRule.Requirement papers(Platform platform, ServiceProvider.Kind kind) {
    return DocumentRule.requirement(
        decisions.evaluate(DOCUMENTS, Map.of("platform", platform.name(), "kind", kind.name())));
  }

  private static List<Unmet> unmet(Decisions.Result result) {
    List<Unmet> all = new ArrayList<>();
    for (JsonNode said : result.output()) {
      if (!isUnmet(said)) {
        throw new UnusableRuleException(
            Decisions.named(result.evidence()),
            "a row that names no condition and threshold: " + result.evidence(),
            null);
      }
      EligibilityCondition condition = EligibilityCondition.valueOf(said.path("unmet").asString());
      long threshold = said.path("threshold").asLong();
      // Two rows about one condition: the higher threshold holds.
      all.removeIf(one -> one.condition() == condition && one.threshold() <= threshold);
      if (all.stream().noneMatch(one -> one.condition() == condition)) {
        all.add(new Unmet(condition, threshold));
      }
    }
    all.sort(Comparator.comparing(Unmet::condition));
    return List.copyOf(all);
  }

  /** Whether a row says which condition is not met, and by which threshold. */
  static boolean isUnmet(JsonNode said) {
    return said.path("unmet").isString()
        && EligibilityCondition.ofCode(said.path("unmet").asString()).isPresent()
        && said.path("threshold").canConvertToExactIntegral()
        && said.path("threshold").canConvertToLong()
        && said.path("threshold").asLong() >= 0;
  }
}
