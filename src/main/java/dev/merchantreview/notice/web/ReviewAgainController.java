package dev.merchantreview.notice.web;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.notice.ReviewAgain;
import dev.merchantreview.notice.ReviewedAgain;
import dev.merchantreview.notice.ReviewsAgain;
import dev.merchantreview.notice.RuleNotice;
import dev.merchantreview.notice.RuleNotices;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.Query;
import dev.merchantreview.web.Refuses;
import dev.merchantreview.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What rule notices have reviewed again. */
@RestController
@RequestMapping("/api/v1/rule-notices/{id}/review-again")
@Tag(name = "Rule notices")
class ReviewAgainController {

  /** The id of a filing or a store, or nothing. */
  private static final String CURSOR = "([a-z]{2}_[0-9a-z]{16})?";

  private final RuleNotices notices;
  private final ReviewsAgain reviews;
  private final WorkingCalendar calendar;

  ReviewAgainController(RuleNotices notices, ReviewsAgain reviews, WorkingCalendar calendar) {
    this.notices = notices;
    this.reviews = reviews;
    this.calendar = calendar;
  }

  /**
   * How far a notice's reviewing again is.
   *
   * @param standing AWAITED before its first day; OPENING while filings and stores are opened,
   *     portion by portion; OPENED when nothing is left; STOPPED, or NOTICE_OVER when the notice
   *     ended before
   * @param begins its first day
   * @param terms how they are reviewed again
   * @param touched how many filings and stores it touched when it began; before that, how many it
   *     would now
   * @param opened how many were opened
   * @param decided how many of those are decided, or whose product was taken off the shelf or store
   *     was closed
   * @param approved how many of those were approved again
   * @param rejected how many of those were rejected, or lost their categories unanswered
   * @param waiting how many of the open ones wait for their owners
   * @param inReview how many of the open ones are in review
   * @param overdue how many of the open ones are past their due time
   * @param aside how many of those left could not be opened, and are tried again; which, {@code GET
   *     …/review-again/aside} says
   * @param left how many are still to be opened; those that stay as they are when it was stopped
   * @param begunAt when its first portion began; null before
   * @param completedAt when there was nothing left to be opened; null before
   * @param stoppedAt when somebody stopped it; null unless that was so
   * @param stoppedBy who did
   */
  record ReviewAgainProgressView(
      ReviewsAgain.Standing standing,
      LocalDate begins,
      ReviewAgain terms,
      long touched,
      long opened,
      long decided,
      long approved,
      long rejected,
      long waiting,
      long inReview,
      long overdue,
      long aside,
      long left,
      @Nullable OffsetDateTime begunAt,
      @Nullable OffsetDateTime completedAt,
      @Nullable OffsetDateTime stoppedAt,
      @Nullable String stoppedBy) {}

  @GetMapping
  @MayCall({Role.OPERATOR, Role.AUDITOR, Role.ADMIN})
  @Operation(
      operationId = "getReviewAgain",
      summary = "How far it is that the notice has approved filings, or stores, reviewed again")
  @Refuses(own = NoticeRefusal.class)
  ReviewAgainProgressView get(@PathVariable @Pattern(regexp = RuleNoticeController.ID) String id) {
    return view(notice(id));
  }

  /**
   * What could not be opened.
   *
   * @param filingId the filing; null where it is a store
   * @param storeId the store; null where it is a filing
   * @param tries how often it was tried, from 1
   * @param triedAt when it was tried last
   * @param nextTryAt it is not tried again before
   * @param why what stood in the way the last time
   */
  record AsideView(
      @Nullable String filingId,
      @Nullable String storeId,
      int tries,
      OffsetDateTime triedAt,
      OffsetDateTime nextTryAt,
      String why) {}

  /**
   * A page of them.
   *
   * @param items in the order of their ids
   * @param next the {@code cursor} of the next page, or null on the last
   */
  @Schema(name = "ReviewAgainAsideView")
  record Asides(List<AsideView> items, @Nullable String next) {}

  @GetMapping("/aside")
  @MayCall({Role.OPERATOR, Role.AUDITOR, Role.ADMIN})
  @Operation(
      operationId = "listReviewAgainAside",
      summary =
          "The filings and stores that could not be opened for the notice yet, and why; they are tried again")
  @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 200, 50 unless given")
  @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
  @Refuses(own = NoticeRefusal.class)
  Asides aside(
      @PathVariable @Pattern(regexp = RuleNoticeController.ID) String id,
      @Parameter(hidden = true) @RequestParam Map<String, String> parameters) {
    Query query = new Query(parameters, Set.of());
    int limit = query.limit();
    String cursor = parameters.getOrDefault("cursor", "");
    if (!cursor.matches(CURSOR)) {
      query.wrong(FieldError.of("#query/cursor", "WRONG_CURSOR"));
    }
    query.check();
    RuleNotice notice = notice(id);
    if (notice.reviewAgain() == null) {
      throw ApiProblem.of(NoticeRefusal.NOTICE_WITHOUT_REVIEW_AGAIN, id);
    }
    List<ReviewedAgain.Aside> found = reviews.aside(notice, cursor, limit + 1);
    boolean more = found.size() > limit;
    List<ReviewedAgain.Aside> shown = more ? found.subList(0, limit) : found;
    return new Asides(
        shown.stream().map(this::view).toList(), more ? shown.getLast().id().value() : null);
  }

  private AsideView view(ReviewedAgain.Aside one) {
    String id = one.id().value();
    boolean store = one.id().prefix().equals("st_");
    return new AsideView(
        store ? null : id,
        store ? id : null,
        one.tries(),
        one.triedAt().atZone(calendar.zone()).toOffsetDateTime(),
        one.nextAt().atZone(calendar.zone()).toOffsetDateTime(),
        one.why());
  }

  @PostMapping("/stop")
  @MayCall(Role.ADMIN)
  @Operation(
      operationId = "stopReviewAgain",
      summary =
          "Have no more filings and stores opened for the notice, for good; those that are open go on. The same again changes nothing")
  @Refuses(own = NoticeRefusal.class)
  ReviewAgainProgressView stop(
      @PathVariable @Pattern(regexp = RuleNoticeController.ID) String id, Caller caller) {
    RuleNotice notice = notice(id);
    if (reviews.stop(notice, caller.actor()) == ReviewsAgain.Stop.NOTHING_TO_STOP) {
      throw ApiProblem.of(NoticeRefusal.NOTICE_WITHOUT_REVIEW_AGAIN, id);
    }
    return view(notice);
  }

  private RuleNotice notice(String id) {
    return notices.find(id).orElseThrow(() -> ApiProblem.notFound(id));
  }

  private ReviewAgainProgressView view(RuleNotice notice) {
    ReviewsAgain.Overview found =
        reviews
            .overview(notice)
            .orElseThrow(
                () -> ApiProblem.of(NoticeRefusal.NOTICE_WITHOUT_REVIEW_AGAIN, notice.id()));
    return new ReviewAgainProgressView(
        found.standing(),
        found.begins(),
        found.terms(),
        found.touched(),
        found.progress().opened(),
        found.progress().decided(),
        found.progress().approved(),
        found.progress().rejected(),
        found.progress().waiting(),
        found.progress().inReview(),
        found.progress().overdue(),
        found.progress().aside(),
        found.left(),
        at(found.begunAt()),
        at(found.completedAt()),
        at(found.stoppedAt()),
        found.stoppedBy());
  }

  private @Nullable OffsetDateTime at(@Nullable Instant instant) {
    return instant == null ? null : instant.atZone(calendar.zone()).toOffsetDateTime();
  }
}
