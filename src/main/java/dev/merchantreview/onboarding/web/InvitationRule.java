package dev.merchantreview.onboarding.web;

import dev.merchantreview.rules.CategoryListRule;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.web.RequestRule;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** An invitation is to a category of a platform's list. */
@Component
class InvitationRule implements RequestRule {

  private final CategoryListRule categories;

  InvitationRule(CategoryListRule categories) {
    this.categories = categories;
  }

  @Override
  public Class<?> request() {
    return CategoryInvitationController.InvitationRequest.class;
  }

  @Override
  public List<FieldError> check(JsonNode body) {
    JsonNode platform = body.path("platform");
    List<FieldError> errors = new ArrayList<>(categories.checkPlatform(platform, "/platform"));
    errors.addAll(categories.checkCategory(platform, body.path("category"), "/category"));
    return errors;
  }
}
