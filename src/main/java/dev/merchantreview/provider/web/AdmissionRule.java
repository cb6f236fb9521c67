package dev.merchantreview.provider.web;

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
class AdmissionRule implements RequestRule {

  private final PlatformListRule platforms;
  private final CategoryListRule categories;

  AdmissionRule(PlatformListRule platforms, CategoryListRule categories) {
    this.platforms = platforms;
    this.categories = categories;
  }

  @Override
  public Class<?> request() {
    return ServiceProviderController.AdmissionRequest.class;
  }

  @Override
  public List<FieldError> check(JsonNode body) {
    JsonNode platform = body.path("platform");
    List<FieldError> errors = new ArrayList<>(platforms.check(platform, "/platform"));
    errors.addAll(categories.check(platform, body.path("industry"), "/industry"));
    return errors;
  }
}
