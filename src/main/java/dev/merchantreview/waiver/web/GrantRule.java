package dev.merchantreview.waiver.web;

import dev.merchantreview.rules.PlatformListRule;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.web.RequestRule;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** A waiver is granted on a platform this installation serves. */
@Component
class GrantRule implements RequestRule {

  private final PlatformListRule platforms;

  GrantRule(PlatformListRule platforms) {
    this.platforms = platforms;
  }

  @Override
  public Class<?> request() {
    return WaiverController.WaiverGrant.class;
  }

  @Override
  public List<FieldError> check(JsonNode body) {
    return platforms.check(body.path("platform"), "/platform");
  }
}
