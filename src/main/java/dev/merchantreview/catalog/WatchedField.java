package dev.merchantreview.catalog;

/** A field of a product an edit of which can send its filings back. */
public enum WatchedField {
  TITLE("/title"),
  SHORT_TITLE("/shortTitle"),
  MAIN_IMAGE("/mainImage"),
  DETAIL_IMAGES("/detailImages"),
  CATEGORY("/category"),
  ATTRIBUTES("/attributes");

  private final String pointer;

  WatchedField(String pointer) {
    this.pointer = pointer;
  }

  /** JSON pointer into a product's content. */
  public String pointer() {
    return pointer;
  }
}
