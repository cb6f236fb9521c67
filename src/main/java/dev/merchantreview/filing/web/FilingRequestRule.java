package dev.merchantreview.filing.web;

import dev.merchantreview.filing.Scenario;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.web.RequestRule;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What edits and notices add to a filing nobody declares. */
@Component
class FilingRequestRule implements RequestRule {

  @Override
  public Class<?> request() {
    return FilingRequest.class;
  }

  @Override
  public List<FieldError> check(JsonNode body) {
    String asked = body.path("scenario").asString("");
    return Arrays.stream(Scenario.values())
            .anyMatch(one -> !one.isDeclared() && one.name().equals(asked))
        ? List.of(FieldError.of("/scenario", "NOT_ALLOWED", Scenario.DECLARED))
        : List.of();
  }
}
