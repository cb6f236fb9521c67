package dev.merchantreview.documents;

import dev.merchantreview.shared.FieldError;
import dev.merchantreview.web.CallerResolver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What is handed in exists, is the caller's, and was uploaded as what it claims to be. */
@Component
public class DocumentReferenceRule {

  private final Documents documents;
  private final CallerResolver callers;

  DocumentReferenceRule(Documents documents, CallerResolver callers) {
    this.documents = documents;
    this.callers = callers;
  }

  /**
   * @param references any JSON; the schema reports what does not have the shape of references
   * @param pointer where they are in the body
   */
  public List<FieldError> check(JsonNode references, String pointer) {
    List<String> ids = new ArrayList<>();
    for (JsonNode reference : references) {
      if (reference.path("documentId").isString()) {
        ids.add(reference.path("documentId").asString());
      }
    }
    Map<String, DocumentKind> kinds =
        own(ids).stream().collect(Collectors.toMap(Document::id, Document::kind));
    List<FieldError> errors = new ArrayList<>();
    for (int i = 0; i < references.size(); i++) {
      JsonNode id = references.path(i).path("documentId");
      if (!id.isString()) {
        continue;
      }
      DocumentKind kind = kinds.get(id.asString());
      if (kind == null) {
        errors.add(
            FieldError.of(pointer + "/" + i + "/documentId", "UNKNOWN_DOCUMENT", id.asString()));
      } else if (!kind.name().equals(references.path(i).path("kind").asString(""))) {
        errors.add(FieldError.of(pointer + "/" + i + "/kind", "OTHER_KIND", kind));
      }
    }
    return errors;
  }

  /** The same of a picture: a JPEG or PNG uploaded as a product's image. */
  public List<FieldError> checkImage(JsonNode documentId, String pointer) {
    return checkImage(documentId, DocumentKind.PRODUCT_IMAGE, pointer);
  }

  /** The same of a picture uploaded as another kind. */
  public List<FieldError> checkImage(JsonNode documentId, DocumentKind kind, String pointer) {
    if (!documentId.isString()) {
      return List.of();
    }
    String id = documentId.asString();
    return own(List.of(id)).stream()
        .findFirst()
        .map(
            image ->
                image.kind() != kind
                    ? List.of(FieldError.of(pointer, "OTHER_KIND", image.kind()))
                    : image.mediaType().startsWith("image/")
                        ? List.<FieldError>of()
                        : List.of(FieldError.of(pointer, "NOT_AN_IMAGE")))
        .orElseGet(() -> List.of(FieldError.of(pointer, "UNKNOWN_DOCUMENT", id)));
  }

  private List<Document> own(List<String> ids) {
    return documents.ownedBy(callers.caller().name(), ids);
  }
}
