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

  ShopDataRule(Platforms platforms) {
    this.platforms = platforms;
  }

  /**
   * @param pointer where the shop's data stand in the body
   * @return everything that is wrong; empty where the platform is not served
   */
  public List<FieldError> check(
      Platform platform, StoreType storeType, ShopData shop, String pointer) {
    return platforms
        .find(platform)
        .map(profile -> profile.part(OnboardingNumbers.class))
        .map(numbers -> check(numbers, storeType, shop, pointer))
        .orElse(List.of());
  }

  private static List<FieldError> check(
      OnboardingNumbers numbers, StoreType storeType, ShopData shop, String pointer) {
    if (!numbers.roadOf(storeType).has(Phase.SHOP_DATA)) {
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
