package dev.merchantreview.onboarding;

import dev.merchantreview.documents.Document;
import dev.merchantreview.documents.Documents;
import dev.merchantreview.personaldata.PersonalData;
import dev.merchantreview.rules.ProblemTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fields and documents of an application as a reviewer judges them, one by one, each with a
 * fingerprint of its content: what is the same as before needs no new verdict.
 */
@Component
class ReviewItems {

  private static final String DOCUMENTS = "/documents";

  private final ProblemTable table;
  private final PersonalData personalData;
  private final Documents documents;
  private final JsonMapper json;

  ReviewItems(ProblemTable table, PersonalData personalData, Documents documents, JsonMapper json) {
    this.table = table;
    this.personalData = personalData;
    this.documents = documents;
    this.json = json;
  }

  /**
   * A field or a document.
   *
   * @param pointer where it is in this content
   * @param key what it is compared by: the field, or that it is a document, wherever in the list
   * @param value what a reviewer reads, personal data masked
   * @param fingerprint keyed hash of the content
   */
  record Item(
      String pointer, String key, ProblemTable.Text label, String value, String fingerprint) {

    boolean isDocument() {
      return key.equals(DOCUMENTS);
    }

    /** Whether a problem with this pointer is about this item. */
    boolean isMeantBy(String problemPointer) {
      return problemPointer.equals(pointer)
          || problemPointer.equals(key)
          || problemPointer.startsWith(pointer + "/");
    }
  }

  /** All items of a content, in the order of the table of fields, documents last. */
  List<Item> of(String uploadedBy, ApplicationContent content) {
    JsonNode full = json.valueToTree(content);
    JsonNode masked = json.valueToTree(content.masked());
    List<Item> items = new ArrayList<>();
    for (ProblemTable.Field field : table.fields()) {
      if (!field.pointer().equals(DOCUMENTS)) {
        items.add(
            new Item(
                field.pointer(),
                field.pointer(),
                field.text(),
                words(masked.at(field.pointer())),
                fingerprint(content, field.pointer() + full.at(field.pointer()))));
      }
    }
    Map<String, Document> byId =
        documents
            .ownedBy(
                uploadedBy,
                content.documents().stream()
                    .map(ApplicationContent.DocumentReference::documentId)
                    .toList())
            .stream()
            .collect(Collectors.toMap(Document::id, document -> document));
    for (int i = 0; i < content.documents().size(); i++) {
      ApplicationContent.DocumentReference reference = content.documents().get(i);
      Document document = byId.get(reference.documentId());
      String hash = document == null ? reference.documentId() : document.sha256();
      items.add(
          new Item(
              DOCUMENTS + "/" + i,
              DOCUMENTS,
              new ProblemTable.Text(
                  "材料" + (i + 1) + " " + reference.kind().zh(),
                  "Document " + (i + 1) + " " + reference.kind().en()),
              reference.documentId(),
              fingerprint(content, reference.kind() + " " + hash + " " + reference.validUntil())));
    }
    return List.copyOf(items);
  }

  private String fingerprint(ApplicationContent content, String text) {
    return personalData.of(content.merchantId()).fingerprint(text);
  }

  private static String words(JsonNode value) {
    if (value.isNull() || value.isMissingNode()) {
      return "—";
    }
    if (value.isContainer()) {
      return value
          .valueStream()
          .map(ReviewItems::words)
          .collect(Collectors.joining(value.isArray() ? "、" : " "));
    }
    return value.asString();
  }
}
