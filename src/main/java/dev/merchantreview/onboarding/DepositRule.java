package dev.merchantreview.onboarding;

import dev.merchantreview.engine.Decisions;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.StoreType;
import dev.merchantreview.shared.UnusableRuleException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * How much deposit a store needs: {@code bpmn/rules/store-deposit.dmn}, asked with the deposit
 * class each category has in the platform's tree.
 */
@Component
public class DepositRule {

  static final String TABLE = "store-deposit";
  private static final BigDecimal FEN_PER_YUAN = BigDecimal.valueOf(100);

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

    /** Whether the edition of the release was asked. */
    public boolean isOfRelease() {
      return Decisions.isOfRelease(evidence);
    }

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
    Decisions.Result result = decisions.evaluate(TABLE, inputs(platform, storeType, names));
    if (result.output().isNull()) {
      throw noRow(platform, storeType, names);
    }
    return new Requirement(fen(result), result.evidence());
  }

  /**
   * Refuses an amount that is not the one the released table answers. A diagram calls the table it
   * was deployed with, whichever edition counts.
   *
   * @param yuan as a process brings it; null where no row matched
   * @throws IllegalStateException when it is not that amount
   */
  public void refuseOtherThanReleased(
      @Nullable Object yuan, Platform platform, StoreType storeType, List<String> names) {
    Decisions.Result result = decisions.evaluateReleased(TABLE, inputs(platform, storeType, names));
    if (result.output().isNumber()) {
      new Requirement(fen(result), result.evidence()).refuseOther(yuan);
    } else if (yuan != null) {
      throw new IllegalStateException(
          "the process brings a deposit of %s yuan, the table says none: %s"
              .formatted(yuan, result.evidence()));
    }
  }

  private Map<String, Object> inputs(Platform platform, StoreType storeType, List<String> names) {
    return inputs(platform, storeType, names, categories.depositClasses(platform, names));
  }

  /** What the table is told. */
  static Map<String, Object> inputs(
      Platform platform, StoreType storeType, List<String> names, List<String> depositClasses) {
    return Map.of(
        "platform",
        platform.name(),
        "storeType",
        storeType.name(),
        "categories",
        names,
        "depositClasses",
        depositClasses);
  }

  /**
   * @throws UnusableRuleException when it is no amount: an edition is somebody's text
   */
  private static long fen(Decisions.Result result) {
    return fen(result.output())
        .orElseThrow(
            () ->
                new UnusableRuleException(
                    Decisions.named(result.evidence()),
                    "a deposit of no whole number of fen from 0 on: " + result.evidence(),
                    null));
  }

  /** The amount a row says in yuan; empty where it is none. */
  static OptionalLong fen(JsonNode yuan) {
    if (!yuan.isNumber()) {
      return OptionalLong.empty();
    }
    try {
      long fen = yuan.decimalValue().multiply(FEN_PER_YUAN).longValueExact();
      return fen < 0 ? OptionalLong.empty() : OptionalLong.of(fen);
    } catch (ArithmeticException broken) {
      return OptionalLong.empty();
    }
  }

  private static UnusableRuleException noRow(
      Platform platform, StoreType storeType, List<String> names) {
    return new UnusableRuleException(
        TABLE, "no deposit row for " + platform + " " + storeType + " " + names, null);
  }
}
