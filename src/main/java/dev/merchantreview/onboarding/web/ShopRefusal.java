package dev.merchantreview.onboarding.web;

import dev.merchantreview.onboarding.ApplicationContent;
import dev.merchantreview.onboarding.ShopData;
import dev.merchantreview.onboarding.ShopDataRule;
import dev.merchantreview.onboarding.StoreApplication;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.web.ApiProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refuses what is handed in of a shop and is not what its platform asks for. */
final class ShopRefusal {

  private ShopRefusal() {}

  /** Of an application that is handed in now. */
  static void require(ShopDataRule rule, ApplicationContent content) {
    ShopData shop = content.shop();
    if (shop != null) {
      require(rule.check(content.platform(), content.storeType(), shop, "/shop"));
    }
  }

  /** Of one that is on its road. */
  static void require(
      ShopDataRule rule, StoreApplication current, @Nullable ShopData shop, String pointer) {
    if (shop != null) {
      require(rule.check(current, shop, pointer));
    }
  }

  private static void require(List<FieldError> errors) {
    if (!errors.isEmpty()) {
      throw ApiProblem.validation(errors);
    }
  }
}
