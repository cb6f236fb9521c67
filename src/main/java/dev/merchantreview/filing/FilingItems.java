package dev.merchantreview.filing;

import dev.merchantreview.catalog.ProductContent;
import dev.merchantreview.catalog.ProductPolicy;
import dev.merchantreview.catalog.WatchedField;
import dev.merchantreview.documents.Document;
import dev.merchantreview.documents.Documents;
import dev.merchantreview.review.DocumentItems;
import dev.merchantreview.review.ReviewItem;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The watched fields and the qualification of a filing as a reviewer judges them, one by one. */
@Component
class FilingItems {

  private final ProblemTable table;
  private final Platforms platforms;
  private final DocumentItems documentItems;
  private final Documents documents;

  FilingItems(
      FilingProblems table, Platforms platforms, DocumentItems documentItems, Documents documents) {
    this.table = table;
    this.platforms = platforms;
    this.documentItems = documentItems;
    this.documents = documents;
  }

  /** All items of what was filed, in the order buyers see them, documents last. */
  List<ReviewItem> of(Filed filed) {
    ProductContent product = filed.product();
    List<ReviewItem> items = new ArrayList<>();
    platforms.get(product.platform()).part(ProductPolicy.class).watchedFields().stream()
        .sorted()
        .forEach(
            field ->
                items.add(
                    new ReviewItem(
                        field.pointer(),
                        field.pointer(),
                        label(field),
                        product.text(field),
                        hash(field.pointer() + " " + content(product, field)))));
    items.addAll(documentItems.of(filed.uploadedBy(), filed.documents(), FilingItems::hash));
    return List.copyOf(items);
  }

  private ProblemTable.Text label(WatchedField field) {
    return table
        .field(field.pointer())
        .map(ProblemTable.Field::text)
        .orElseGet(() -> new ProblemTable.Text(field.name(), field.name()));
  }

  /** An image is compared by what it shows, not by its name. */
  private String content(ProductContent product, WatchedField field) {
    return switch (field) {
      case MAIN_IMAGE -> shown(product.mainImage());
      case DETAIL_IMAGES ->
          product.detailImages().stream().map(this::shown).collect(Collectors.joining(" "));
      default -> product.text(field);
    };
  }

  private String shown(String documentId) {
    return documents.find(documentId).map(Document::sha256).orElse(documentId);
  }

  private static String hash(String text) {
    return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
  }
}
