package dev.merchantreview.admission.web;

import dev.merchantreview.category.CategoryListRule;
import dev.merchantreview.rules.PlatformListRule;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.web.RequestRule;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** A platform this installation serves, an industry that is one of its categories. */
@Component
class ProviderApplicationRule implements RequestRule {

  private final PlatformListRule platforms;
  private final CategoryListRule categories;
  private final ContentRules content;

  ProviderApplicationRule(
      PlatformListRule platforms, CategoryListRule categories, ContentRules content) {
    this.platforms = platforms;
    this.categories = categories;
    this.content = content;
  }

  @Override
  public Class<?> request() {
    return ProviderApplicationRequest.class;
  }

  @Override
  public List<FieldError> check(JsonNode body) {
    JsonNode platform = body.path("platform");
    List<FieldError> errors = new ArrayList<>(platforms.check(platform, "/platform"));
    errors.addAll(categories.check(platform, body.path("industry"), "/industry"));
    if (body.path("kind").isString()) {
      errors.addAll(
          ContentRules.brand(ContentRules.isBrand(body.path("kind")), body.hasNonNull("brand")));
    }
    errors.addAll(content.check(body));
    return errors;
  }
}
