package dev.merchantreview.admission.web;

import dev.merchantreview.shared.FieldError;
import dev.merchantreview.web.RequestRule;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What can be said of a content without its application. */
@Component
class ProviderApplicationContentRule implements RequestRule {

  private final ContentRules content;

  ProviderApplicationContentRule(ContentRules content) {
    this.content = content;
  }

  @Override
  public Class<?> request() {
    return ProviderApplicationContentRequest.class;
  }

  @Override
  public List<FieldError> check(JsonNode body) {
    return content.check(body);
  }
}
