package dev.merchantreview.console;

import dev.merchantreview.category.Categories;
import dev.merchantreview.shared.Platform;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Categories and industries in the words of whoever reads. */
@Component
class CategoryWords {

  private final Categories categories;
  private final MessageSource messages;

  CategoryWords(Categories categories, MessageSource messages) {
    this.categories = categories;
    this.messages = messages;
  }

  String of(Platform platform, String name, Locale locale) {
    return categories.label(platform, name, locale);
  }

  /** Where the platform is not known. */
  String of(String name, Locale locale) {
    return categories.label(name, locale);
  }

  List<String> of(List<Platform> platforms, List<String> names, Locale locale) {
    return names.stream()
        .map(
            name ->
                platforms.stream()
                    .filter(platform -> categories.find(platform, name).isPresent())
                    .findFirst()
                    .map(platform -> of(platform, name, locale))
                    .orElse(name))
        .toList();
  }

  /**
   * An industry scores are compared in.
   *
   * @param industry the platform's code, a space, and its main category, as the score keeps it
   */
  String industry(String industry, Locale locale) {
    int space = industry.indexOf(' ');
    if (space < 0) {
      return of(industry, locale);
    }
    String code = industry.substring(0, space);
    return Arrays.stream(Platform.values())
        .filter(platform -> platform.name().equals(code))
        .findFirst()
        .map(
            platform ->
                messages.getMessage("platform." + code, null, code, locale)
                    + " · "
                    + of(platform, industry.substring(space + 1), locale))
        .orElse(industry);
  }
}
