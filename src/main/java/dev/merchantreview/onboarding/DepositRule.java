package dev.merchantreview.onboarding;

import dev.merchantreview.engine.Decisions;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.StoreType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  /** What the tree and the table say of a store today. */
  public sealed interface Answer {}

  /**
   * What the table answered.
   *
   * @param evidence the decision, its version and the rows that matched, for the history
   */
  public record Requirement(long amountFen, Map<String, Object> evidence) implements Answer {}

  /**
   * Nothing can be demanded by what is in force today: a person has to look.
   *
   * @param reasons everything that stands in the way, at least one
   */
  public record Undecided(List<Reason> reasons) implements Answer {

    /** All reasons, in both languages. */
    public String words() {
      return reasons.stream().map(Reason::words).collect(Collectors.joining("；"));
    }
  }

  /**
   * What a store is asked for: one deposit, or two.
   *
   * @param promotion what is asked for promotion; null where nothing is
   */
  public record Demand(Answer store, @Nullable Answer promotion) {

    /** One that has nothing to do with promotion. */
    public static Demand of(Answer store) {
      return new Demand(store, null);
    }

    /** Everything that cannot be decided. */
    public Optional<Undecided> undecided() {
      List<Reason> reasons =
          Stream.of(store, promotion)
              .filter(Undecided.class::isInstance)
              .flatMap(one -> ((Undecided) one).reasons().stream())
              .toList();
      return reasons.isEmpty() ? Optional.empty() : Optional.of(new Undecided(reasons));
    }
  }

  /**
   * Why nothing can be demanded.
   *
   * @param about the category, or what the table answered and by which rows
   */
  public record Reason(Why why, String about) {

    String words() {
      return why.words.formatted(about);
    }
  }

  /** What can stand in the way of a figure. */
  public enum Why {
    /** A category was taken out of the platform's tree. */
    CATEGORY_UNKNOWN("类目“%1$s”已不在平台的类目树中 · the platform has no category %1$s any more"),
    /** A category is not open to the store type any more. */
    CATEGORY_CLOSED("类目“%1$s”已不对该店铺类型开放 · category %1$s is not open to the store type any more"),
    /** No row matches. */
    NO_ROW("保证金标准中没有适用的行：%1$s · no row of the deposit table matches: %1$s"),
    /** An edition answers what is no amount: it is somebody's text. */
    NO_AMOUNT("保证金标准给出的不是金额：%1$s · the deposit table answers what is no amount: %1$s");

    private final String words;

    Why(String words) {
      this.words = words;
    }
  }

  /**
   * Categories are not added up, the highest counts; a platform that asks for none has a row that
   * says 0. Asked on the day the deposit is demanded, it may say something else than on the day of
   * the approval: a category may be gone, have another class, or be closed to the store type.
   *
   * @throws dev.merchantreview.shared.OutsideUnavailableException when the engine cannot answer now
   */
  public Answer decide(Platform platform, StoreType storeType, List<String> names) {
    List<Reason> reasons = new ArrayList<>();
    categories
        .restrictionsFor(platform, storeType, names)
        .byCategory()
        .forEach(
            (name, restriction) -> {
              switch (restriction) {
                case UNKNOWN -> reasons.add(new Reason(Why.CATEGORY_UNKNOWN, name));
                case CLOSED -> reasons.add(new Reason(Why.CATEGORY_CLOSED, name));
                case INVITATION -> {}
              }
            });
    return reasons.isEmpty() ? figure(platform, storeType, names) : new Undecided(reasons);
  }

  private Answer figure(Platform platform, StoreType storeType, List<String> names) {
    Decisions.Result result = decisions.evaluate(TABLE, inputs(platform, storeType, names));
    if (!result.output().isNumber()) {
      return undecided(
          result.output().isNull() ? Why.NO_ROW : Why.NO_AMOUNT,
          "%s, %s %s %s"
              .formatted(
                  Decisions.named(result.evidence()),
                  platform,
                  storeType,
                  result.inputs().get("depositClasses")));
    }
    return fen(result.output())
        .<Answer>map(fen -> new Requirement(fen, result.evidence()))
        .orElseGet(() -> noAmount(result));
  }

  static Undecided noAmount(Decisions.Result result) {
    return undecided(
        Why.NO_AMOUNT,
        "%s, %s %s"
            .formatted(result.output(), Decisions.named(result.evidence()), result.matchedRules()));
  }

  private static Undecided undecided(Why why, String about) {
    return new Undecided(List.of(new Reason(why, about)));
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

  /** The amount a row says in yuan; empty where it is none: an edition is somebody's text. */
  static Optional<Long> fen(JsonNode yuan) {
    try {
      return Optional.of(yuan)
          .filter(JsonNode::isNumber)
          .map(said -> said.decimalValue().multiply(FEN_PER_YUAN).longValueExact())
          .filter(fen -> fen >= 0);
    } catch (ArithmeticException broken) {
      return Optional.empty();
    }
  }
}
