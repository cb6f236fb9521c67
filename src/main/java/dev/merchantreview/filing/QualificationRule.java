package dev.merchantreview.filing;

import dev.merchantreview.category.Categories;
import dev.merchantreview.category.Category;
import dev.merchantreview.documents.DocumentKind;
import dev.merchantreview.rules.DocumentRule;
import dev.merchantreview.shared.Platform;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Which documents a filed product needs: what its category in {@code config/categories} says. */
@Component
public class QualificationRule {

  private final Categories categories;

  QualificationRule(Categories categories) {
    this.categories = categories;
  }

  /** Whether a platform has a category; one that it lost since decides nothing. */
  boolean isKnown(Platform platform, String category) {
    return categories.find(platform, category).isPresent();
  }

  /**
   * What a category requires; nothing required means that a filing is submitted as it is [K-file].
   */
  public DocumentRule.Requirement requirementFor(Platform platform, String category) {
    Optional<Category> found = categories.find(platform, category);
    List<List<String>> anyOf =
        found.map(Category::filingPapers).orElse(List.of()).stream()
            .map(kinds -> kinds.stream().map(DocumentKind::name).toList())
            .toList();
    return new DocumentRule.Requirement(
        anyOf,
        Map.of(
            "decision",
            categories.version(platform),
            "rules",
            found.map(one -> List.of(one.name())).orElse(List.of()),
            "inputs",
            Map.of("platform", platform.name(), "category", category),
            "output",
            anyOf));
  }
}
