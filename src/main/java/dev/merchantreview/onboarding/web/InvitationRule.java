package dev.merchantreview.onboarding.web;

import dev.merchantreview.category.CategoryListRule;
import dev.merchantreview.rules.PlatformListRule;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.web.RequestRule;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** An invitation is to a category of a platform's list. */
@Component
class InvitationRule implements RequestRule {

  private final PlatformListRule platforms;
  private final CategoryListRule categories;

  InvitationRule(PlatformListRule platforms, CategoryListRule categories) {
    this.platforms = platforms;
    this.categories = categories;
  }

  @Override
  public Class<?> request() {
    return CategoryInvitationController.InvitationRequest.class;
  }

  @Override
  public List<FieldError> check(JsonNode body) {
    JsonNode platform = body.path("platform");
    List<FieldError> errors = new ArrayList<>(platforms.check(platform, "/platform"));
    errors.addAll(categories.check(platform, body.path("category"), "/category"));
    return errors;
  }
}
