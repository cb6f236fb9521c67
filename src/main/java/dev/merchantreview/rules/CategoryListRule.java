package dev.merchantreview.rules;

import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.Platform;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Platforms and categories named in requests: a platform this installation serves, and a category
 * of its list in the list's own spelling. Another spelling is refused rather than taken for the
 * listed one, so that every table that asks for a category is asked with the same text.
 */
@Component
public class CategoryListRule {

  private final Platforms platforms;

  CategoryListRule(Platforms platforms) {
    this.platforms = platforms;
  }

  /**
   * Whether a platform is served; the schema reports what is no platform at all.
   *
   * @param platform any JSON
   */
  public List<FieldError> checkPlatform(JsonNode platform, String pointer) {
    return constant(platform)
        .filter(one -> platforms.find(one).isEmpty())
        .map(one -> List.of(FieldError.of(pointer, "PLATFORM_NOT_SERVED", one.name())))
        .orElse(List.of());
  }

  /**
   * Whether a platform lists a category.
   *
   * @param platform any JSON; nothing is said of a platform that is not served
   * @param category any JSON; nothing is said of what is no text
   */
  public List<FieldError> checkCategory(JsonNode platform, JsonNode category, String pointer) {
    return constant(platform)
        .flatMap(platforms::find)
        .map(profile -> profile.part(PlatformCatalog.class).categories())
        .filter(listed -> category.isString() && !listed.contains(category.asString()))
        .map(
            listed ->
                List.of(
                    FieldError.of(
                        pointer,
                        "UNKNOWN_CATEGORY",
                        category.asString(),
                        String.join("、", listed))))
        .orElse(List.of());
  }

  private static Optional<Platform> constant(JsonNode platform) {
    return Arrays.stream(Platform.values())
        .filter(one -> platform.isString() && one.name().equals(platform.asString()))
        .findFirst();
  }
}
