package dev.merchantreview.storereview.web;

import dev.merchantreview.documents.DocumentReference;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.storereview.StoreReviewState;
import dev.merchantreview.web.NextAction;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The review of a store as the API shows it.
 *
 * @param noticeId the rule notice it is because of, and {@code title} what that is called
 * @param categories those of the store the notice touches: what it keeps, or loses
 * @param round counts what was handed in, or looked at as it was, from 1; 0 before
 * @param documents what was handed in last
 * @param words what the merchant said with them; null where nothing
 * @param dueAt until when the notice has it handed in, and reviewed
 * @param reviewDueAt when a person has to have looked; null when nobody has to
 * @param problems what papers are asked for, or why the categories were lost
 * @param reason what the reviewer said; null where nothing
 * @param papersDueAt until when papers have to be handed in; null when none are waited for
 */
record StoreReviewView(
    String id,
    StoreReviewState state,
    String storeId,
    Platform platform,
    String merchantId,
    String noticeId,
    String title,
    List<String> categories,
    int round,
    List<DocumentReference> documents,
    @Nullable String words,
    OffsetDateTime dueAt,
    @Nullable OffsetDateTime reviewDueAt,
    boolean overdue,
    List<StoreReviewProblemView> problems,
    @Nullable String reason,
    @Nullable OffsetDateTime papersDueAt,
    OffsetDateTime createdAt,
    OffsetDateTime updatedAt,
    List<NextAction> nextActions) {

  /**
   * What is wrong.
   *
   * @param pointer where; empty for the whole
   * @param message in the caller's language
   * @param note what the reviewer added; null where nothing
   * @param from who found it
   */
  record StoreReviewProblemView(
      String pointer, String code, String message, @Nullable String note, Problem.Source from) {}
}
