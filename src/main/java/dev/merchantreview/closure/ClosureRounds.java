package dev.merchantreview.closure;

import dev.merchantreview.review.ReviewItem;
import dev.merchantreview.review.Reviewed;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.JsonColumns;
import dev.merchantreview.shared.Sha256;
import dev.merchantreview.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is kept of each closing that was decided. */
@Component
class ClosureRounds {

  private static final String REASON = "/reason";

  private final JsonColumns json;

  ClosureRounds(JsonColumns json) {
    this.json = json;
  }

  /**
   * What a merchant hands in to close a store.
   *
   * @param reason in its own words
   */
  record Wish(String reason) {}

  Reviewed.RoundContent content(Store store) {
    Wish wish = wish(store);
    return new Reviewed.RoundContent(json.written(wish), items(wish));
  }

  Reviewed.RoundShown shown(Store store, @Nullable String kept) {
    Wish wish = kept == null ? wish(store) : json.value(kept, Wish.class);
    return new Reviewed.RoundShown(wish, false, items(wish));
  }

  private static Wish wish(Store store) {
    return new Wish(Objects.requireNonNull(store.closureReason()));
  }

  private static List<ReviewItem> items(Wish wish) {
    return List.of(
        new ReviewItem(
            REASON,
            REASON,
            new ProblemTable.Text("关店原因", "Reason to close"),
            wish.reason(),
            Sha256.hex(wish.reason().getBytes(StandardCharsets.UTF_8))));
  }
}
