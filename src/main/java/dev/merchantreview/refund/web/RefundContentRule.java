package dev.merchantreview.refund.web;

import dev.merchantreview.documents.DocumentReferenceRule;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.web.RequestRule;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Documents that exist, are the caller's and are what they claim. */
@Component
class RefundContentRule implements RequestRule {

  private final DocumentReferenceRule documents;

  RefundContentRule(DocumentReferenceRule documents) {
    this.documents = documents;
  }

  @Override
  public Class<?> request() {
    return RefundContentRequest.class;
  }

  @Override
  public List<FieldError> check(JsonNode body) {
    return documents.check(body.path("documents"), "/documents");
  }
}
