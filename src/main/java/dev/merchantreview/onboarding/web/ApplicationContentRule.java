package dev.merchantreview.onboarding.web;

import dev.merchantreview.documents.DocumentReferenceRule;
import dev.merchantreview.onboarding.ApplicationContent;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.web.FieldError;
import dev.merchantreview.web.RequestRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * A platform this installation serves, categories named once, documents that exist, are the
 * caller's and are what they claim.
 */
@Component
class ApplicationContentRule implements RequestRule {

  private final Platforms platforms;
  private final DocumentReferenceRule documents;

  ApplicationContentRule(Platforms platforms, DocumentReferenceRule documents) {
    this.platforms = platforms;
    this.documents = documents;
  }

  @Override
  public Class<?> request() {
    return ApplicationContent.class;
  }

  @Override
  public List<FieldError> check(JsonNode body) {
    List<FieldError> errors = new ArrayList<>();
    String platform = body.path("platform").asString("");
    Arrays.stream(Platform.values())
        .filter(one -> one.name().equals(platform))
        .filter(one -> platforms.find(one).isEmpty())
        .forEach(one -> errors.add(FieldError.of("/platform", "PLATFORM_NOT_SERVED", platform)));
    Set<String> categories = new HashSet<>();
    for (int i = 0; i < body.path("categories").size(); i++) {
      JsonNode category = body.path("categories").path(i);
      if (category.isString() && !categories.add(category.asString())) {
        errors.add(FieldError.of("/categories/" + i, "NOT_UNIQUE"));
      }
    }
    errors.addAll(documents.check(body.path("documents"), "/documents"));
    return errors;
  }
}
