package dev.merchantreview.filing.web;

import dev.merchantreview.catalog.WatchedField;
import dev.merchantreview.documents.DocumentReference;
import dev.merchantreview.filing.FilingState;
import dev.merchantreview.filing.Scenario;
import dev.merchantreview.notice.ReviewAgain;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.web.NextAction;
import dev.merchantreview.web.Texts;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A filing as one of its sides sees it; the state and the reasons are the same for both.
 *
 * @param streamerId the designated streamer it is because of; in a PK the one on the other side
 * @param sellerId who sells
 * @param late whether it was declared or submitted later than its live allows
 * @param warnings what to mind, for example that it is late
 * @param fileBy until when the qualification is due for the live; null without a live ahead
 * @param reasons why it is filed, oldest first
 * @param reviewAgain that a rule notice has it reviewed again; null unless it is under way
 * @param documents the qualification; null for whoever is not the owner
 * @param problems what was found wrong; null for whoever is not the owner
 * @param reviewDueAt when the review is due; null unless one runs
 */
record FilingView(
    String id,
    Scenario scenario,
    FilingState state,
    int round,
    Platform platform,
    String productId,
    String productTitle,
    String ownerId,
    String streamerId,
    String streamerNickname,
    String sellerId,
    String sellerNickname,
    boolean luckyDraw,
    @Nullable OffsetDateTime liveAt,
    @Nullable OffsetDateTime fileBy,
    boolean late,
    List<Texts.Coded> warnings,
    List<ReasonView> reasons,
    @Nullable ReviewedAgainView reviewAgain,
    @Nullable List<DocumentReference> documents,
    @Nullable List<ProblemView> problems,
    @Nullable String reason,
    @Nullable OffsetDateTime submittedAt,
    @Nullable OffsetDateTime reviewDueAt,
    @Nullable OffsetDateTime approvedAt,
    @Nullable Long approvedProductVersion,
    OffsetDateTime createdAt,
    OffsetDateTime updatedAt,
    List<NextAction> nextActions) {

  /**
   * A link of the chain of reasons.
   *
   * @param streamerNickname and {@code streamerId}: because of whom
   * @param fields the watched fields that were edited
   * @param noticeId the rule notice that has it reviewed again; null for other reasons
   */
  record ReasonView(
      Scenario scenario,
      OffsetDateTime at,
      String streamerId,
      String streamerNickname,
      long productVersion,
      List<WatchedField> fields,
      @Nullable String note,
      @Nullable String noticeId) {}

  /**
   * That a rule notice has it reviewed again.
   *
   * @param noticeId the notice that has
   * @param openedAt when it was opened for it
   * @param dueAt until when it is to be handed in, where it is, and reviewed
   * @param meanwhile whether the product may be sold until it is decided
   * @param soldUntil until when it may; null where it may not, or for as long as it is not decided
   */
  record ReviewedAgainView(
      String noticeId,
      OffsetDateTime openedAt,
      OffsetDateTime dueAt,
      ReviewAgain.Meanwhile meanwhile,
      @Nullable OffsetDateTime soldUntil) {}

  /** A problem. */
  @Schema(name = "FilingProblemView")
  record ProblemView(
      String pointer, String code, String message, @Nullable String note, Problem.Source from) {}
}
