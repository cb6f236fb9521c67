package dev.merchantreview.onboarding.web;

import dev.merchantreview.category.CategoryListRule;
import dev.merchantreview.documents.DocumentReferenceRule;
import dev.merchantreview.onboarding.ApplicationContent;
import dev.merchantreview.onboarding.PromotionRule;
import dev.merchantreview.rules.PlatformListRule;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.StoreType;
import dev.merchantreview.web.RequestRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * A platform this installation serves, categories of it named once, promotion only where it is
 * open, documents that exist, are the caller's and are what they claim.
 */
@Component
class ApplicationContentRule implements RequestRule {

  private final PlatformListRule platforms;
  private final CategoryListRule categories;
  private final PromotionRule promotions;
  private final DocumentReferenceRule documents;
  private final ShopPicturesRule shop;

  ApplicationContentRule(
      PlatformListRule platforms,
      CategoryListRule categories,
      PromotionRule promotions,
      DocumentReferenceRule documents,
      ShopPicturesRule shop) {
    this.platforms = platforms;
    this.categories = categories;
    this.promotions = promotions;
    this.documents = documents;
    this.shop = shop;
  }

  @Override
  public Class<?> request() {
    return ApplicationContent.class;
  }

  @Override
  public List<FieldError> check(JsonNode body) {
    List<FieldError> errors = new ArrayList<>();
    JsonNode platform = body.path("platform");
    errors.addAll(platforms.check(platform, "/platform"));
    Set<String> named = new HashSet<>();
    for (int i = 0; i < body.path("categories").size(); i++) {
      JsonNode category = body.path("categories").path(i);
      String pointer = "/categories/" + i;
      errors.addAll(categories.check(platform, category, pointer));
      if (category.isString() && !named.add(category.asString())) {
        errors.add(FieldError.of(pointer, "NOT_UNIQUE"));
      }
    }
    errors.addAll(promotion(body, errors.isEmpty()));
    errors.addAll(documents.check(body.path("documents"), "/documents"));
    errors.addAll(shop.pictures(body.path("shop"), "/shop"));
    return errors;
  }

  /**
   * @param known whether platform and categories are what they have to be
   */
  private List<FieldError> promotion(JsonNode body, boolean known) {
    if (!known || !body.path("promotion").asBoolean(false)) {
      return List.of();
    }
    Platform platform =
        Arrays.stream(Platform.values())
            .filter(one -> one.name().equals(body.path("platform").asString("")))
            .findFirst()
            .orElse(null);
    List<String> names =
        body.path("categories").valueStream().map(one -> one.asString("")).toList();
    StoreType storeType =
        Arrays.stream(StoreType.values())
            .filter(one -> one.name().equals(body.path("storeType").asString("")))
            .findFirst()
            .orElse(null);
    if (platform == null || storeType == null || names.isEmpty()) {
      return List.of();
    }
    if (!promotions.isOpen(platform, storeType)) {
      return List.of(FieldError.of("/promotion", "PROMOTION_NOT_OPEN_HERE", platform.name()));
    }
    return promotions.isOpen(platform, storeType, names)
        ? List.of()
        : List.of(
            FieldError.of(
                "/promotion", "PROMOTION_NOT_OPEN_IN_CATEGORIES", String.join("、", names)));
  }
}
