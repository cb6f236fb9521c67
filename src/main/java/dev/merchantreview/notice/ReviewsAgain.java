package dev.merchantreview.notice;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.category.Categories;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import java.time.Clock;
import java.time.Duration;
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
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What notices have reviewed again: begun, opened case by case, stopped, and how far it is. */
@Service
public class ReviewsAgain {

  /** How long a count is good for (ours). */
  private static final Duration COUNTED_FOR = Duration.ofMinutes(1);

  private final NoticeTable notices;
  private final ReviewAgainTable table;
  private final AllReviewedAgain cases;
  private final Categories categories;
  private final WorkingCalendar calendar;
  private final History history;
  private final ReviewAgainProperties properties;
  private final Clock clock;
  private final Map<String, Counted> awaited = new ConcurrentHashMap<>();

  ReviewsAgain(
      NoticeTable notices,
      ReviewAgainTable table,
      AllReviewedAgain cases,
      Categories categories,
      WorkingCalendar calendar,
      History history,
      ReviewAgainProperties properties,
      Clock clock) {
    this.notices = notices;
    this.table = table;
    this.cases = cases;
    this.categories = categories;
    this.calendar = calendar;
    this.history = history;
    this.properties = properties;
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
    ReviewedAgain.Progress progress = cases.progress(notice.id());
    long left = left(notice, run, progress);
    return Optional.of(
        new Overview(
            standing(notice, run, begins),
            begins,
            terms,
            run == null || run.begunAt() == null
                ? left
                : Math.max(run.touched(), progress.opened()),
            progress,
            left,
            run == null ? null : run.begunAt(),
            run == null ? null : run.completedAt(),
            run == null ? null : run.stoppedAt(),
            run == null ? null : run.stoppedBy()));
  }

  /**
   * Counting looks through all filings and stores: it is done when it begins and when it is
   * stopped.
   */
  private long left(
      RuleNotice notice, @Nullable ReviewAgainRun run, ReviewedAgain.Progress progress) {
    if (run == null) {
      return counted(notice);
    }
    if (run.completedAt() != null) {
      return 0;
    }
    return run.stoppedAt() != null
        ? run.leftAtStop()
        : Math.max(0, run.touched() - progress.opened());
  }

  /** Before it begins, at most once in a while for whoever looks. */
  private long counted(RuleNotice notice) {
    Instant now = clock.instant();
    return Objects.requireNonNull(
            awaited.compute(
                notice.id(),
                (id, before) ->
                    before != null
                            && before.version() == notice.version()
                            && Duration.between(before.at(), now).abs().compareTo(COUNTED_FOR) < 0
                        ? before
                        : new Counted(notice.version(), now, cases.left(order(notice)))))
        .left();
  }

  private record Counted(long version, Instant at, long left) {}

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

  /**
   * Some of what could not be opened yet for a notice, in the order of the cases' ids.
   *
   * @param after the last of the page before; empty for the first
   */
  @Transactional(readOnly = true)
  public List<ReviewedAgain.Aside> aside(RuleNotice notice, String after, int limit) {
    return cases.aside(notice.id(), after, limit);
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
    ReviewAgainRun run = table.find(notice.id()).orElse(null);
    if (run != null && (run.stoppedAt() != null || run.completedAt() != null)
        || !table.stop(notice.id(), by, cases.left(order(notice)), clock.instant())) {
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

  /** Begins, unless it has begun; and its next pass, when it is time. */
  @Transactional
  ReviewAgainRun begin(RuleNotice notice, ReviewAgainOrder order) {
    Instant now = clock.instant();
    if (table.find(notice.id()).isEmpty()) {
      long touched = cases.left(order);
      if (table.begin(notice.id(), touched, now)) {
        awaited.remove(notice.id());
        record(notice, ActorRef.SYSTEM, "REVIEW_AGAIN_BEGUN", Map.of("touched", touched));
      }
    }
    ReviewAgainRun run = table.find(notice.id()).orElseThrow();
    if (run.passBegunAt() == null && !now.isBefore(run.nextPassAt())) {
      table.beginPass(notice.id(), now);
    }
    return table.find(notice.id()).orElseThrow();
  }

  /** Whether there is something to look through now. */
  boolean isInPass(ReviewAgainRun run) {
    return run.passBegunAt() != null;
  }

  /** The cases of the next portion. */
  @Transactional(readOnly = true)
  List<CaseId> portion(ReviewAgainOrder order, ReviewAgainRun run, int limit) {
    return cases.next(order, run.afterId(), limit);
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
  Opening open(ReviewAgainOrder order, CaseId id) {
    if (!table.mayOpen(order.noticeId(), today())) {
      return Opening.OVER;
    }
    return cases.open(id, order) ? Opening.OPENED : Opening.LEFT;
  }

  /**
   * Has a case that came since reviewed again, too, by each notice that goes on having such cases
   * reviewed, all that it found open or not: in the caller's transaction.
   *
   * @param what what it is
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void cameSince(ReviewAgain.Touched what, CaseId id) {
    for (RuleNotice notice : notices.reviewingAgain(today())) {
      if (Objects.requireNonNull(notice.reviewAgain()).isOf(what)) {
        open(order(notice), id);
      }
    }
  }

  /**
   * Keeps that a case could not be opened.
   *
   * @return whether it was tried for the first time
   */
  boolean putAside(ReviewAgainOrder order, CaseId id, String why) {
    return cases.putAside(id, order, why);
  }

  /**
   * A portion was gone through.
   *
   * @param opened how many of it were opened
   * @param last whether it was the last of its pass
   */
  @Transactional
  void advance(
      RuleNotice notice, ReviewAgainRun run, List<CaseId> portion, int opened, boolean last) {
    if (!portion.isEmpty()) {
      table.advance(notice.id(), portion.getLast().value(), opened);
    }
    if (last) {
      passEnded(notice, run, run.passOpened() + opened);
    }
  }

  /**
   * Everything is open when a pass found nothing that began when nothing decided before the
   * notice's day is seen for the first time any more, and nothing is put aside.
   */
  private void passEnded(RuleNotice notice, ReviewAgainRun run, int opened) {
    Instant begun = Objects.requireNonNull(run.passBegunAt());
    Instant settled = order(notice).approvedBefore().plus(properties.settled());
    Instant nextTry = cases.nextTry(notice.id(), begun).orElse(null);
    if (opened > 0) {
      table.endPass(notice.id(), clock.instant());
    } else if (begun.isBefore(settled)) {
      table.endPass(notice.id(), nextTry != null && nextTry.isBefore(settled) ? nextTry : settled);
    } else if (nextTry != null) {
      table.endPass(notice.id(), nextTry);
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

  /** What a notice has reviewed again. */
  ReviewAgainOrder order(RuleNotice notice) {
    RuleNoticeContent content = notice.content();
    Set<String> named = Set.copyOf(content.categories());
    Instant firstDay = content.effectiveFrom().atStartOfDay(calendar.zone()).toInstant();
    Instant known = table.dayKnownSince(notice.id()).orElse(firstDay);
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
        known.isAfter(firstDay) ? known : firstDay,
        Objects.requireNonNull(notice.reviewAgain()));
  }

  private LocalDate today() {
    return clock.instant().atZone(calendar.zone()).toLocalDate();
  }
}
