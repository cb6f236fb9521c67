package dev.merchantreview.notice;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.category.Categories;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What notices have reviewed again: begun, opened case by case, stopped, and how far it is. */
@Service
public class ReviewsAgain {

  private final NoticeTable notices;
  private final ReviewAgainTable table;
  private final ReviewedAgain cases;
  private final Categories categories;
  private final WorkingCalendar calendar;
  private final History history;
  private final Clock clock;

  ReviewsAgain(
      NoticeTable notices,
      ReviewAgainTable table,
      ReviewedAgain cases,
      Categories categories,
      WorkingCalendar calendar,
      History history,
      Clock clock) {
    this.notices = notices;
    this.table = table;
    this.cases = cases;
    this.categories = categories;
    this.calendar = calendar;
    this.history = history;
    this.clock = clock;
  }

  /** How it stands. */
  public enum Standing {
    /** It begins on a day to come. */
    AWAITED,
    /** Cases are opened, portion by portion. */
    OPENING,
    /** Nothing is left to be opened. */
    OPENED,
    /** Somebody stopped it: what was opened goes on. */
    STOPPED,
    /** Its notice ended, or was taken back, before everything was opened. */
    NOTICE_OVER
  }

  /**
   * How far a notice's reviewing again is.
   *
   * @param begins its first day
   * @param touched how many cases it touched when it began; before that, how many it would now
   * @param left how many of them are still to be opened; those that stay as they are when it was
   *     stopped
   * @param begunAt when its first portion began; null before
   * @param completedAt when there was nothing left to be opened; null before
   * @param stoppedAt when somebody stopped it; null unless that was so
   */
  public record Overview(
      Standing standing,
      LocalDate begins,
      ReviewAgain terms,
      long touched,
      ReviewedAgain.Progress progress,
      long left,
      @Nullable Instant begunAt,
      @Nullable Instant completedAt,
      @Nullable Instant stoppedAt,
      @Nullable String stoppedBy) {}

  /**
   * How far it is.
   *
   * @return empty when the notice has nothing reviewed again by itself
   */
  @Transactional(readOnly = true)
  public Optional<Overview> overview(RuleNotice notice) {
    ReviewAgain terms = notice.reviewAgain();
    LocalDate begins = notice.reviewAgainFrom();
    if (terms == null || begins == null) {
      return Optional.empty();
    }
    ReviewAgainRun run = table.find(notice.id()).orElse(null);
    boolean complete = run != null && run.completedAt() != null;
    long left = complete ? 0 : cases.left(order(notice));
    return Optional.of(
        new Overview(
            standing(notice, run, begins),
            begins,
            terms,
            run == null || run.begunAt() == null ? left : run.touched(),
            cases.progress(notice.id()),
            left,
            run == null ? null : run.begunAt(),
            run == null ? null : run.completedAt(),
            run == null ? null : run.stoppedAt(),
            run == null ? null : run.stoppedBy()));
  }

  private Standing standing(RuleNotice notice, @Nullable ReviewAgainRun run, LocalDate begins) {
    if (run != null && run.stoppedAt() != null) {
      return Standing.STOPPED;
    }
    if (run != null && run.completedAt() != null) {
      return Standing.OPENED;
    }
    return switch (notice.standingOn(today())) {
      case WITHDRAWN, ENDED -> Standing.NOTICE_OVER;
      case ANNOUNCED, IN_FORCE -> begins.isAfter(today()) ? Standing.AWAITED : Standing.OPENING;
    };
  }

  /** What became of stopping it. */
  public enum Stop {
    /** No more are opened. */
    STOPPED,
    /** It was stopped before, or everything is open. */
    OVER_BEFORE,
    /** The notice has nothing reviewed again by itself. */
    NOTHING_TO_STOP
  }

  /** Has no more cases opened for a notice; those that are open go on. For good. */
  @Transactional
  public Stop stop(RuleNotice notice, ActorRef by) {
    if (notice.reviewAgain() == null) {
      return Stop.NOTHING_TO_STOP;
    }
    if (!table.stop(notice.id(), by, clock.instant())) {
      return Stop.OVER_BEFORE;
    }
    record(notice, by, "REVIEW_AGAIN_STOPPED", Map.of("opened", opened(notice)));
    return Stop.STOPPED;
  }

  /** The notices cases are to be opened for today. */
  @Transactional(readOnly = true)
  List<RuleNotice> due() {
    return notices.dueForReviewAgain(today());
  }

  /** Begins, unless it has begun. */
  @Transactional
  ReviewAgainRun begin(RuleNotice notice) {
    if (table.find(notice.id()).isEmpty()) {
      long touched = cases.left(order(notice));
      if (table.begin(notice.id(), touched, clock.instant())) {
        record(notice, ActorRef.SYSTEM, "REVIEW_AGAIN_BEGUN", Map.of("touched", touched));
      }
    }
    return table.find(notice.id()).orElseThrow();
  }

  /** The cases of the next portion. */
  @Transactional(readOnly = true)
  List<CaseId> portion(RuleNotice notice, ReviewAgainRun run, int limit) {
    return cases.next(order(notice), run.afterId(), limit);
  }

  /** What became of a case. */
  enum Opening {
    OPENED,
    /** It stands otherwise by now. */
    LEFT,
    /** No more are opened for the notice. */
    OVER
  }

  /** Opens one case, unless it was stopped. */
  @Transactional
  Opening open(RuleNotice notice, CaseId id) {
    if (!table.mayOpen(notice.id(), today())) {
      return Opening.OVER;
    }
    return cases.open(id, order(notice)) ? Opening.OPENED : Opening.LEFT;
  }

  @Transactional
  void advance(RuleNotice notice, CaseId last, int failed) {
    table.advance(notice.id(), last.value(), failed);
  }

  /** A pass came to its end: what failed in it is tried again, otherwise everything is open. */
  @Transactional
  void passEnded(RuleNotice notice, ReviewAgainRun run) {
    if (run.failed() > 0) {
      table.restart(notice.id());
    } else if (table.complete(notice.id(), clock.instant())) {
      record(
          notice,
          ActorRef.SYSTEM,
          "REVIEW_AGAIN_OPENED",
          Map.of("touched", run.touched(), "opened", opened(notice)));
    }
  }

  private long opened(RuleNotice notice) {
    return cases.progress(notice.id()).opened();
  }

  private void record(RuleNotice notice, ActorRef by, String action, Map<String, Object> numbers) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("noticeId", notice.id());
    details.put("version", notice.version());
    details.putAll(numbers);
    history.append(CaseEvent.noted(notice.historyId(), by, action, details));
  }

  private ReviewAgainOrder order(RuleNotice notice) {
    RuleNoticeContent content = notice.content();
    Set<String> named = Set.copyOf(content.categories());
    List<ReviewAgainOrder.TouchedCategory> touched = new ArrayList<>();
    content.platforms().stream()
        .distinct()
        .forEach(
            platform ->
                categories.all(platform).stream()
                    .filter(category -> category.isAmong(named))
                    .forEach(
                        category ->
                            touched.add(
                                new ReviewAgainOrder.TouchedCategory(platform, category.name()))));
    return new ReviewAgainOrder(
        notice.id(),
        content.title(),
        List.copyOf(touched),
        new TreeSet<>(content.platforms()),
        content.effectiveFrom().atStartOfDay(calendar.zone()).toInstant(),
        Objects.requireNonNull(notice.reviewAgain()));
  }

  private LocalDate today() {
    return clock.instant().atZone(calendar.zone()).toLocalDate();
  }
}
