package dev.merchantreview.filing;

import dev.merchantreview.catalog.ProductContent;
import dev.merchantreview.documents.DocumentReference;
import java.util.List;

/**
 * What is reviewed in a round: the product as it was submitted, and its qualification.
 *
 * @param uploadedBy whose documents they are
 */
record Filed(
    ProductContent product,
    long productVersion,
    List<DocumentReference> documents,
    String uploadedBy) {}
