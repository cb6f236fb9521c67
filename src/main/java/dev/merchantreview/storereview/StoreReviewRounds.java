package dev.merchantreview.storereview;

import dev.merchantreview.documents.DocumentReference;
import dev.merchantreview.review.DecidedRound;
import dev.merchantreview.review.DecidedRounds;
import dev.merchantreview.review.DocumentItems;
import dev.merchantreview.review.ReviewItem;
import dev.merchantreview.review.Reviewed;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.JsonColumns;
import dev.merchantreview.shared.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is kept of each round of a store's review that was decided. */
@Component
class StoreReviewRounds {

  private static final String CATEGORIES = "/categories";
  private static final String WORDS = "/words";

  private final DecidedRounds decided;
  private final DocumentItems documentItems;
  private final JsonColumns json;

  StoreReviewRounds(DecidedRounds decided, DocumentItems documentItems, JsonColumns json) {
    this.decided = decided;
    this.documentItems = documentItems;
    this.json = json;
  }

  /**
   * What is looked at.
   *
   * @param noticeId the notice it is because of
   * @param categories those of the store it touches
   * @param documents what the merchant handed in; empty where it had not
   * @param uploadedBy whose they are
   * @param words what it said with them; null where nothing
   */
  record Looked(
      String noticeId,
      List<String> categories,
      List<DocumentReference> documents,
      String uploadedBy,
      @Nullable String words) {}

  Reviewed.RoundContent content(StoreReview review) {
    Looked looked = looked(review);
    return new Reviewed.RoundContent(json.written(looked), items(looked));
  }

  /** There is no personal data in it but in the documents. */
  Reviewed.RoundShown shown(StoreReview review, @Nullable String kept) {
    Looked looked = kept == null ? looked(review) : read(kept);
    return new Reviewed.RoundShown(looked, false, items(looked));
  }

  /** Oldest first. */
  List<DecidedRound<Looked>> of(StoreReview review) {
    return decided.of(review.id(), this::read);
  }

  private Looked read(String kept) {
    return json.value(kept, Looked.class);
  }

  private static Looked looked(StoreReview review) {
    return new Looked(
        review.order().noticeId(),
        review.order().categories(),
        review.documents(),
        review.uploadedBy(),
        review.words());
  }

  List<ReviewItem> items(StoreReview review) {
    return items(looked(review));
  }

  List<ReviewItem> items(Looked looked) {
    List<ReviewItem> items = new ArrayList<>();
    String touched = String.join("、", looked.categories());
    items.add(
        new ReviewItem(
            CATEGORIES,
            CATEGORIES,
            new ProblemTable.Text("涉及的类目", "Categories touched"),
            touched,
            hash(touched)));
    if (looked.words() != null) {
      items.add(
          new ReviewItem(
              WORDS,
              WORDS,
              new ProblemTable.Text("商家说明", "The merchant's words"),
              looked.words(),
              hash(looked.words())));
    }
    items.addAll(papers(looked.uploadedBy(), looked.documents()));
    return List.copyOf(items);
  }

  /** Documents as they are judged, one by one. */
  List<ReviewItem> papers(String uploadedBy, List<DocumentReference> documents) {
    return documentItems.of(uploadedBy, documents, StoreReviewRounds::hash);
  }

  private static String hash(String text) {
    return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
  }
}
