package dev.merchantreview.refund.web;

import dev.merchantreview.documents.DocumentReferenceRule;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.web.RequestRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Just one holder, and documents that exist, are the caller's and are what they claim. */
@Component
class RefundRequestRule implements RequestRule {

  private final DocumentReferenceRule documents;

  RefundRequestRule(DocumentReferenceRule documents) {
    this.documents = documents;
  }

  @Override
  public Class<?> request() {
    return RefundRequest.class;
  }

  @Override
  public List<FieldError> check(JsonNode body) {
    List<FieldError> errors = new ArrayList<>();
    long named =
        Stream.of("storeId", "applicationId", "serviceProviderId").filter(body::hasNonNull).count();
    if (body.isObject() && named != 1) {
      errors.add(FieldError.of("/storeId", "ONE_HOLDER"));
    }
    errors.addAll(documents.check(body.path("documents"), "/documents"));
    return errors;
  }
}
