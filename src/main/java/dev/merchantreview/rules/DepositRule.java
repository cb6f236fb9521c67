package dev.merchantreview.rules;

import dev.merchantreview.engine.Decisions;
import dev.merchantreview.shared.Platform;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How much deposit a store needs: {@code bpmn/rules/store-deposit.dmn}. */
@Component
public class DepositRule {

  private static final long FEN_PER_YUAN = 100;

  private final Decisions decisions;

  DepositRule(Decisions decisions) {
    this.decisions = decisions;
  }

  /**
   * What the table answered.
   *
   * @param evidence the decision, its version and the rows that matched, for the history
   */
  public record Requirement(long amountFen, Map<String, Object> evidence) {}

  /**
   * Categories are not added up, the highest counts.
   *
   * @throws IllegalStateException when no row matches: such a store must not have come this far
   */
  public Requirement requirementFor(Platform platform, String storeType, List<String> categories) {
    Decisions.Result result =
        decisions.evaluate(
            "store-deposit",
            Map.of("platform", platform.name(), "storeType", storeType, "categories", categories));
    if (!result.output().isNumber()) {
      throw new IllegalStateException(
          "no deposit row for " + platform + " " + storeType + " " + categories);
    }
    return new Requirement(
        Math.multiplyExact(result.output().asLong(), FEN_PER_YUAN), result.evidence());
  }
}
