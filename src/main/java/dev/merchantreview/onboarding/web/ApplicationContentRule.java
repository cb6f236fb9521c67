package dev.merchantreview.onboarding.web;

import dev.merchantreview.documents.Documents;
import dev.merchantreview.onboarding.ApplicationContent;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.web.FieldError;
import dev.merchantreview.web.RequestRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * A platform this installation serves, categories named once, documents that exist, are the
 * caller's and are what they claim.
 */
@Component
class ApplicationContentRule implements RequestRule {

  private final Platforms platforms;
  private final Documents documents;

  ApplicationContentRule(Platforms platforms, Documents documents) {
    this.platforms = platforms;
    this.documents = documents;
  }

  @Override
  public Class<?> request() {
    return ApplicationContent.class;
  }

  @Override
  public List<FieldError> check(JsonNode body) {
    List<FieldError> errors = new ArrayList<>();
    String platform = body.path("platform").asString("");
    Arrays.stream(Platform.values())
        .filter(one -> one.name().equals(platform))
        .filter(one -> platforms.find(one).isEmpty())
        .forEach(one -> errors.add(FieldError.of("/platform", "PLATFORM_NOT_SERVED", platform)));
    Set<String> categories = new HashSet<>();
    for (int i = 0; i < body.path("categories").size(); i++) {
      JsonNode category = body.path("categories").path(i);
      if (category.isString() && !categories.add(category.asString())) {
        errors.add(FieldError.of("/categories/" + i, "NOT_UNIQUE"));
      }
    }
    checkDocuments(body.path("documents"), errors);
    return errors;
  }

  private void checkDocuments(JsonNode references, List<FieldError> errors) {
    Map<String, String> kinds = new HashMap<>();
    List<String> ids = new ArrayList<>();
    for (JsonNode reference : references) {
      if (reference.path("documentId").isString()) {
        ids.add(reference.path("documentId").asString());
      }
    }
    documents
        .ownedBy(callerName(), ids)
        .forEach(document -> kinds.put(document.id(), document.kind().name()));
    for (int i = 0; i < references.size(); i++) {
      JsonNode id = references.path(i).path("documentId");
      if (!id.isString()) {
        continue;
      }
      String kind = kinds.get(id.asString());
      if (kind == null) {
        errors.add(
            FieldError.of("/documents/" + i + "/documentId", "UNKNOWN_DOCUMENT", id.asString()));
      } else if (!kind.equals(references.path(i).path("kind").asString(""))) {
        errors.add(FieldError.of("/documents/" + i + "/kind", "OTHER_KIND", kind));
      }
    }
  }

  private static String callerName() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication == null ? "" : authentication.getName();
  }
}
