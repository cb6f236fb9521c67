package dev.merchantreview.review;

import dev.merchantreview.cases.Asked;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What happens when a review is overdue. */
@Component
public class OverdueReviews {

  private final TransactionTemplate transaction;

  OverdueReviews(TransactionTemplate transaction) {
    this.transaction = transaction;
  }

  /**
   * Puts it on record first, whatever becomes of the lists; then its tasks rise in them.
   *
   * @param record puts it on record unless that was done, or it is not so; asked again when the
   *     lists did not answer
   * @param clock the review's clock afterwards; null when it has ended
   * @throws dev.merchantreview.engine.NotYetException when the lists do not answer now
   */
  public Supplier<Map<String, Object>> escalate(
      Asked asked,
      ReviewTasks tasks,
      BooleanSupplier record,
      Supplier<@Nullable ReviewClock> clock) {
    boolean escalated = Boolean.TRUE.equals(transaction.execute(status -> record.getAsBoolean()));
    ReviewClock now = clock.get();
    if (now != null && now.escalatedAt() != null) {
      tasks.putFirst(asked);
    }
    return () -> Map.of("escalated", escalated);
  }
}
