package dev.merchantreview.review;

import dev.merchantreview.documents.Document;
import dev.merchantreview.rules.ProblemTable;
import org.jspecify.annotations.Nullable;

/**
 * A field or a document as a reviewer judges it; what has the same fingerprint as before needs no
 * new verdict.
 *
 * @param pointer where it is in the content
 * @param key what it is compared by: the field, or that it is a document, wherever in the list
 * @param value what a reviewer reads, personal data masked
 * @param fingerprint hash of the content
 * @param document which one it is; null for a field, and where its owner has none of that id
 */
public record ReviewItem(
    String pointer,
    String key,
    ProblemTable.Text label,
    String value,
    String fingerprint,
    @Nullable Document document) {

  /** The key of every document. */
  public static final String DOCUMENTS = "/documents";

  /** A field. */
  public ReviewItem(
      String pointer, String key, ProblemTable.Text label, String value, String fingerprint) {
    this(pointer, key, label, value, fingerprint, null);
  }

  public boolean isDocument() {
    return key.equals(DOCUMENTS);
  }

  /** Whether a problem with this pointer is about this item. */
  public boolean isMeantBy(String problemPointer) {
    return problemPointer.equals(pointer)
        || problemPointer.equals(key)
        || problemPointer.startsWith(pointer + "/");
  }

  /** Whether it is the same thing with the same content. */
  public boolean isSameAs(ReviewItem other) {
    return key.equals(other.key) && fingerprint.equals(other.fingerprint);
  }
}
