package dev.merchantreview.filing.web;

import dev.merchantreview.documents.DocumentReferenceRule;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.web.RequestRule;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The documents of a qualification are there and the caller's. */
@Component
class QualificationRequestRule implements RequestRule {

  private final DocumentReferenceRule documents;

  QualificationRequestRule(DocumentReferenceRule documents) {
    this.documents = documents;
  }

  @Override
  public Class<?> request() {
    return QualificationRequest.class;
  }

  @Override
  public List<FieldError> check(JsonNode body) {
    return documents.check(body.path("documents"), "/documents");
  }
}
