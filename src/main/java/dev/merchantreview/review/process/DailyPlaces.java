package dev.merchantreview.review.process;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseProcesses;
import dev.merchantreview.engine.NotYetException;
import dev.merchantreview.review.Cases;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.Reviewed;
import dev.merchantreview.review.ReviewedCase;
import dev.merchantreview.review.ReviewedTypes;
import dev.merchantreview.review.Urgency;
import dev.merchantreview.shared.OutsideUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.support.CronTrigger;
import org.springframework.stereotype.Component;

/**
 * A day later everything is a day more urgent: soon after midnight the open tasks get the places
 * they have from then on. Reads this service's own reviews and touches only those whose place has
 * changed; what fails is put right by the next day, the reminder or the due time.
 */
@Component
class DailyPlaces {

  private static final Logger log = LoggerFactory.getLogger(DailyPlaces.class);

  /** A minute after midnight: who is due at midnight is seen to by its own timer. */
  private static final String AFTER_MIDNIGHT = "0 1 0 * * *";

  /** A midnight at which no instance of the service ran is made up for by the next. */
  private static final Duration LOOKED_BACK = Duration.ofDays(2);

  private final ReviewedTypes types;
  private final ReviewTasks tasks;
  private final WorkingCalendar calendar;
  private final Clock clock;

  DailyPlaces(
      ReviewedTypes types,
      ReviewTasks tasks,
      WorkingCalendar calendar,
      Clock clock,
      TaskScheduler timer) {
    this.types = types;
    this.tasks = tasks;
    this.calendar = calendar;
    this.clock = clock;
    timer.schedule(this::keepUp, new CronTrigger(AFTER_MIDNIGHT, calendar.zone()));
  }

  /** Puts every open review where it stands now. */
  void keepUp() {
    types.all().forEach(this::keepUp);
  }

  private <C extends ReviewedCase<?, ?>> void keepUp(Reviewed<C> type) {
    Instant now = clock.instant();
    for (Cases.Running one : type.cases().running()) {
      if (place(one.clock(), now) != place(one.clock(), now.minus(LOOKED_BACK))) {
        try {
          type.type().find(one.caseId()).ifPresent(state -> rank(type, state));
        } catch (NotYetException | OutsideUnavailableException away) {
          log.info("{} keeps its place in the lists for now: {}", one.caseId(), away.getMessage());
        }
      }
    }
  }

  private int place(ReviewClock due, Instant at) {
    return Urgency.of(due.dueAt(), at, calendar.zone(), 0);
  }

  private <C extends ReviewedCase<?, ?>> void rank(
      Reviewed<C> type, CaseProcesses.CaseState state) {
    Long instance = state.processInstanceKey();
    if (instance == null) {
      return;
    }
    type.cases()
        .find(state.caseId())
        .ifPresent(
            reviewed -> {
              ReviewClock due = reviewed.clock();
              if (due != null) {
                tasks.rank(
                    new ReviewWorker.Step<>(
                        type, new Asked(state.caseId(), instance, ""), reviewed.round()),
                    reviewed,
                    due);
              }
            });
  }
}
