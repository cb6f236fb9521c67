package dev.merchantreview.shared;

/** A document whose content cannot be given out. */
public final class UnreadableDocumentException extends RuntimeException {

  private final String documentId;
  private final Reason reason;

  /**
   * @param documentId its id, {@code dc_…}
   */
  public UnreadableDocumentException(String documentId, Reason reason) {
    super(documentId + " is " + reason);
    this.documentId = documentId;
    this.reason = reason;
  }

  /** Why not. */
  public enum Reason {
    /** It was erased on purpose, and nobody reads it again. */
    ERASED,
    /**
     * What is kept is not what was uploaded, or is not there; whoever has the paper uploads it
     * again.
     */
    DAMAGED
  }

  public Reason reason() {
    return reason;
  }

  public String documentId() {
    return documentId;
  }
}
