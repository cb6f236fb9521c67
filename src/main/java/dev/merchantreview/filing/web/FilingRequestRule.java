package dev.merchantreview.filing.web;

import dev.merchantreview.filing.Scenario;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.web.RequestRule;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** PRODUCT_EDIT is what an edit adds to a filing; nobody declares it. */
@Component
class FilingRequestRule implements RequestRule {

  @Override
  public Class<?> request() {
    return FilingRequest.class;
  }

  @Override
  public List<FieldError> check(JsonNode body) {
    return Scenario.PRODUCT_EDIT.name().equals(body.path("scenario").asString(""))
        ? List.of(FieldError.of("/scenario", "NOT_ALLOWED", Scenario.DECLARED))
        : List.of();
  }
}
