package dev.merchantreview.category;

import dev.merchantreview.documents.DocumentKind;
import dev.merchantreview.shared.StoreType;
import java.util.List;
import java.util.Set;

/**
 * A demand for papers.
 *
 * @param anyOf kinds of document of which one fulfils it
 * @param sellers the store types it is made of
 */
public record CategoryPaper(List<DocumentKind> anyOf, Set<StoreType> sellers) {

  /** The kinds by their constants' names, as decision tables list them. */
  public List<String> names() {
    return anyOf.stream().map(DocumentKind::name).toList();
  }
}
