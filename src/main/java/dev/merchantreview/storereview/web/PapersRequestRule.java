package dev.merchantreview.storereview.web;

import dev.merchantreview.documents.DocumentReferenceRule;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.web.RequestRule;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The papers are there and the caller's. */
@Component
class PapersRequestRule implements RequestRule {

  private final DocumentReferenceRule documents;

  PapersRequestRule(DocumentReferenceRule documents) {
    this.documents = documents;
  }

  @Override
  public Class<?> request() {
    return StoreReviewController.StorePapers.class;
  }

  @Override
  public List<FieldError> check(JsonNode body) {
    return documents.check(body.path("documents"), "/documents");
  }
}
