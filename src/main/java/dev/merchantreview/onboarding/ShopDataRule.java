package dev.merchantreview.onboarding;

import dev.merchantreview.rules.Platforms;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.StoreType;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Holds what is handed in of a shop to what its platform asks for. */
@Component
public class ShopDataRule {

  private final Platforms platforms;
  private final Progress progress;

  ShopDataRule(Platforms platforms, Progress progress) {
    this.platforms = platforms;
    this.progress = progress;
  }

  /**
   * Of an application that is handed in now.
   *
   * @param pointer where the shop's data stand in the body
   * @return everything that is wrong; empty where the platform is not served
   */
  public List<FieldError> check(
      Platform platform, StoreType storeType, ShopData shop, String pointer) {
    return platforms
        .find(platform)
        .map(profile -> profile.part(OnboardingNumbers.class))
        .map(numbers -> check(numbers, numbers.roadOf(storeType), shop, pointer))
        .orElse(List.of());
  }

  /**
   * Of one that is on its road: what it was asked for is taken, even where nobody is asked for it
   * any more.
   *
   * @param pointer where the shop's data stand in the body
   * @return everything that is wrong
   */
  public List<FieldError> check(StoreApplication application, ShopData shop, String pointer) {
    OnboardingNumbers numbers = progress.numbers(application);
    return application.state() == StoreApplicationState.SHOP_DATA_DUE
            && !numbers.asks(Phase.SHOP_DATA)
        ? List.of()
        : check(numbers, progress.road(application), shop, pointer);
  }

  private static List<FieldError> check(
      OnboardingNumbers numbers, Road road, ShopData shop, String pointer) {
    if (!road.has(Phase.SHOP_DATA)) {
      return List.of(FieldError.of(pointer, "NOT_ASKED_FOR"));
    }
    List<FieldError> errors = new ArrayList<>();
    for (ShopField field : shop.missing(numbers.shop())) {
      errors.add(FieldError.of(pointer + field.pointer(), "REQUIRED"));
    }
    for (ShopField field : shop.unasked(numbers.shop())) {
      errors.add(FieldError.of(pointer + field.pointer(), "NOT_ASKED_FOR"));
    }
    return List.copyOf(errors);
  }
}
