package dev.merchantreview.onboarding;

import dev.merchantreview.category.Categories;
import dev.merchantreview.category.Category;
import dev.merchantreview.deposit.DepositNumbers;
import dev.merchantreview.engine.Decisions;
import dev.merchantreview.rules.PlatformProfile;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.StoreType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Whether a store may have its goods promoted, and what it deposits for that: the platform's
 * profile ({@code deposit.promotion}), the tree's {@code promotion}, and {@code
 * bpmn/rules/promotion-deposit.dmn}.
 */
@Component
public class PromotionRule {

  static final String TABLE = "promotion-deposit";

  /** What it is told. */
  static final Set<String> INPUTS = Set.of("platform", "storeType");

  private final Platforms platforms;
  private final Categories categories;
  private final Decisions decisions;

  PromotionRule(Platforms platforms, Categories categories, Decisions decisions) {
    this.platforms = platforms;
    this.categories = categories;
    this.decisions = decisions;
  }

  /**
   * Whether stores of a type have promotion at all: its deposit is demanded in the same phase as
   * the store's.
   */
  public boolean isOpen(Platform platform, StoreType storeType) {
    PlatformProfile profile = platforms.get(platform);
    return profile.part(DepositNumbers.class).isPromotionOpen()
        && profile.part(OnboardingNumbers.class).roadOf(storeType).has(Phase.DEPOSIT);
  }

  /**
   * The same of a store: one of its categories at least may be promoted.
   *
   * @param names of a platform that is served
   */
  public boolean isOpen(Platform platform, StoreType storeType, List<String> names) {
    return isOpen(platform, storeType)
        && names.stream()
            .anyMatch(
                name -> categories.find(platform, name).filter(Category::promotion).isPresent());
  }

  /**
   * What a store deposits for promotion, by what is in force today; empty where it may have none,
   * or no row asks for any.
   *
   * @throws dev.merchantreview.shared.OutsideUnavailableException when the engine cannot answer now
   */
  public Optional<DepositRule.Answer> decide(
      Platform platform, StoreType storeType, List<String> names) {
    if (!isOpen(platform, storeType, names)) {
      return Optional.empty();
    }
    Decisions.Result result =
        decisions.evaluate(
            TABLE, Map.of("platform", platform.name(), "storeType", storeType.name()));
    if (result.output().isNull()) {
      return Optional.empty();
    }
    DepositRule.Answer answer =
        DepositRule.fen(result.output())
            .<DepositRule.Answer>map(fen -> new DepositRule.Requirement(fen, result.evidence()))
            .orElseGet(() -> DepositRule.noAmount(result));
    return Optional.of(answer)
        .filter(one -> !(one instanceof DepositRule.Requirement none) || none.amountFen() > 0);
  }
}
