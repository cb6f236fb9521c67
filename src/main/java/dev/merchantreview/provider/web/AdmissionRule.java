package dev.merchantreview.provider.web;

import dev.merchantreview.rules.CategoryListRule;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.web.RequestRule;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** A platform this installation serves, an industry of its list. */
@Component
class AdmissionRule implements RequestRule {

  private final CategoryListRule categories;

  AdmissionRule(CategoryListRule categories) {
    this.categories = categories;
  }

  @Override
  public Class<?> request() {
    return ServiceProviderController.AdmissionRequest.class;
  }

  @Override
  public List<FieldError> check(JsonNode body) {
    JsonNode platform = body.path("platform");
    List<FieldError> errors = new ArrayList<>(categories.checkPlatform(platform, "/platform"));
    errors.addAll(categories.checkCategory(platform, body.path("industry"), "/industry"));
    return errors;
  }
}
