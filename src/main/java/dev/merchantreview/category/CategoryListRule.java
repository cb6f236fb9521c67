package dev.merchantreview.category;

import dev.merchantreview.rules.PlatformListRule;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.Platform;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Categories named in requests: each is one of the platform's, in the platform's own spelling.
 * Another spelling is refused rather than taken for it, so that everybody who asks for a category
 * asks with the same text.
 */
@Component
public class CategoryListRule {

  private final Categories categories;
  private final PlatformListRule platforms;

  CategoryListRule(Categories categories, PlatformListRule platforms) {
    this.categories = categories;
    this.platforms = platforms;
  }

  /**
   * Whether a platform has a category.
   *
   * @param platform any JSON; nothing is said of a platform that is not served
   * @param category any JSON; nothing is said of what is no text
   */
  public List<FieldError> check(JsonNode platform, JsonNode category, String pointer) {
    return category.isString()
        ? platforms
            .served(platform)
            .map(one -> check(one, category.asString(), pointer))
            .orElse(List.of())
        : List.of();
  }

  /** Whether a platform that is served has a category. */
  public List<FieldError> check(Platform platform, String category, String pointer) {
    return categories.find(platform, category).isPresent()
        ? List.of()
        : List.of(
            FieldError.of(
                pointer,
                "UNKNOWN_CATEGORY",
                category,
                String.join("、", categories.mainNames(platform))));
  }
}
