package dev.merchantreview.review;

import dev.merchantreview.documents.Document;
import dev.merchantreview.documents.DocumentReference;
import dev.merchantreview.documents.Documents;
import dev.merchantreview.rules.ProblemTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Handed in documents as items of a review. */
@Component
public class DocumentItems {

  private final Documents documents;

  DocumentItems(Documents documents) {
    this.documents = documents;
  }

  /**
   * One item for each reference, in their order.
   *
   * @param uploadedBy whose documents they are
   * @param fingerprint hashes a text
   */
  public List<ReviewItem> of(
      String uploadedBy, List<DocumentReference> references, UnaryOperator<String> fingerprint) {
    Map<String, Document> byId = byId(uploadedBy, references);
    List<ReviewItem> items = new ArrayList<>();
    for (int i = 0; i < references.size(); i++) {
      DocumentReference reference = references.get(i);
      Document document = byId.get(reference.documentId());
      String hash = document == null ? reference.documentId() : document.sha256();
      items.add(
          new ReviewItem(
              ReviewItem.DOCUMENTS + "/" + i,
              ReviewItem.DOCUMENTS,
              new ProblemTable.Text(
                  "材料" + (i + 1) + " " + reference.kind().zh(),
                  "Document " + (i + 1) + " " + reference.kind().en()),
              reference.documentId(),
              fingerprint.apply(reference.kind() + " " + hash + " " + reference.validUntil()),
              document));
    }
    return List.copyOf(items);
  }

  private Map<String, Document> byId(String uploadedBy, List<DocumentReference> references) {
    return documents
        .ownedBy(uploadedBy, references.stream().map(DocumentReference::documentId).toList())
        .stream()
        .collect(Collectors.toMap(Document::id, document -> document));
  }
}
