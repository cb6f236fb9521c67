package dev.merchantreview.documents;

/**
 * A kind of document with its names.
 *
 * @param zh its name in Chinese
 * @param en its name in English
 */
public record NamedKind(DocumentKind kind, String zh, String en) {

  public static NamedKind of(DocumentKind kind) {
    return new NamedKind(kind, kind.zh(), kind.en());
  }
}
