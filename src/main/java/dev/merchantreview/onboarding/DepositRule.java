package dev.merchantreview.onboarding;

import dev.merchantreview.engine.Decisions;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.StoreType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How much deposit a store needs: {@code bpmn/rules/store-deposit.dmn}, asked with the deposit
 * class each category has in the platform's tree.
 */
@Component
public class DepositRule {

  private static final long FEN_PER_YUAN = 100;

  private final Decisions decisions;
  private final CategoryRule categories;

  DepositRule(Decisions decisions, CategoryRule categories) {
    this.decisions = decisions;
    this.categories = categories;
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
   * @throws IllegalStateException when no row matches, or a category is none of the platform's or
   *     closed to the store type: such a store must not have come this far
   * @throws dev.merchantreview.shared.OutsideUnavailableException when the engine cannot answer now
   */
  public Requirement requirementFor(Platform platform, StoreType storeType, List<String> names) {
    boolean open =
        categories.restrictionsFor(platform, storeType, names).byCategory().values().stream()
            .allMatch(restriction -> restriction == CategoryRule.Restriction.INVITATION);
    if (!open) {
      throw noRow(platform, storeType, names);
    }
    Decisions.Result result =
        decisions.evaluate(
            "store-deposit",
            Map.of(
                "platform",
                platform.name(),
                "storeType",
                storeType.name(),
                "categories",
                names,
                "depositClasses",
                categories.depositClasses(platform, names)));
    if (!result.output().isNumber()) {
      throw noRow(platform, storeType, names);
    }
    return new Requirement(
        Math.multiplyExact(result.output().asLong(), FEN_PER_YUAN), result.evidence());
  }

  private static IllegalStateException noRow(
      Platform platform, StoreType storeType, List<String> names) {
    return new IllegalStateException(
        "no deposit row for " + platform + " " + storeType + " " + names);
  }
}
