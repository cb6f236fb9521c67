package dev.merchantreview.pk.web;

import dev.merchantreview.rules.PlatformListRule;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.web.RequestRule;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** A PK is planned on a platform this installation serves. */
@Component
class PlanRule implements RequestRule {

  private final PlatformListRule platforms;

  PlanRule(PlatformListRule platforms) {
    this.platforms = platforms;
  }

  @Override
  public Class<?> request() {
    return PkSessionController.PlanRequest.class;
  }

  @Override
  public List<FieldError> check(JsonNode body) {
    return platforms.check(body.path("platform"), "/platform");
  }
}
