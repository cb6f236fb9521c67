package dev.merchantreview.review;

import dev.merchantreview.history.Withheld;
import dev.merchantreview.shared.CaseId;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the owner of a case is told of what it was decided on, in its rounds and in its events: what
 * has to be fixed, not what rules looked at, what was meant for reviewers, nor what tables said.
 */
@Component
public class OwnersSight implements Withheld {

  private static final String CHECKS = "checks";

  private final ReviewedTypes types;
  private final JsonMapper json;

  OwnersSight(ReviewedTypes types, JsonMapper json) {
    this.types = types;
    this.json = json;
  }

  /** The rules that found something to fix, without their inputs and findings. */
  public List<RuleResult> rules(Reviewed<?> type, List<RuleResult> all) {
    return all.stream()
        .filter(rule -> rule.outcome() == RuleResult.CheckOutcome.PROBLEM)
        .filter(rule -> !type.isForReviewersOnly(rule.rule()))
        .map(
            rule ->
                new RuleResult(rule.rule(), rule.version(), Map.of(), rule.problems(), List.of()))
        .toList();
  }

  @Override
  public void from(CaseId caseId, ObjectNode details) {
    details.removeIf(RoundHistory::isTable);
    if (details.has(CHECKS)) {
      List<RuleResult> all = RoundHistory.rules(json, details.path(CHECKS));
      details.set(
          CHECKS,
          json.valueToTree(types.find(caseId).map(type -> rules(type, all)).orElseGet(List::of)));
    }
  }
}
