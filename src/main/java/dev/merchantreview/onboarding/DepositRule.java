package dev.merchantreview.onboarding;

import dev.merchantreview.engine.Decisions;
import dev.merchantreview.shared.Platform;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
  public record Requirement(long amountFen, Map<String, Object> evidence) {

    /**
     * Refuses an amount that is not the one the table answered.
     *
     * @param yuan as a process brings it: whoever reaches the engine can change it
     * @throws IllegalStateException when it is not this amount
     */
    public void refuseOther(@Nullable Object yuan) {
      if (!(yuan instanceof Number told)
          || BigDecimal.valueOf(amountFen, 2).compareTo(new BigDecimal(told.toString())) != 0) {
        throw new IllegalStateException(
            "the process brings a deposit of %s yuan, the table says %s: %s"
                .formatted(yuan, BigDecimal.valueOf(amountFen, 2).toPlainString(), evidence));
      }
    }
  }

  /**
   * Categories are not added up, the highest counts; a platform that asks for none has a row that
   * says 0.
   *
   * @throws IllegalStateException when no row matches, or a category is not in the table: such a
   *     store must not have come this far
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
