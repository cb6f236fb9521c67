package dev.merchantreview.onboarding.web;

import dev.merchantreview.category.CategoryListRule;
import dev.merchantreview.documents.DocumentReferenceRule;
import dev.merchantreview.onboarding.ApplicationContent;
import dev.merchantreview.rules.PlatformListRule;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.web.RequestRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * A platform this installation serves, categories of it named once, documents that exist, are the
 * caller's and are what they claim.
 */
@Component
class ApplicationContentRule implements RequestRule {

  private final PlatformListRule platforms;
  private final CategoryListRule categories;
  private final DocumentReferenceRule documents;

  ApplicationContentRule(
      PlatformListRule platforms, CategoryListRule categories, DocumentReferenceRule documents) {
    this.platforms = platforms;
    this.categories = categories;
    this.documents = documents;
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
    errors.addAll(documents.check(body.path("documents"), "/documents"));
    return errors;
  }
}
