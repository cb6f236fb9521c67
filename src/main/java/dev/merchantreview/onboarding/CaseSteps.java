package dev.merchantreview.onboarding;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.deposit.Payments;
import dev.merchantreview.engine.NotYetException;
import dev.merchantreview.review.Asked;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.rules.PlatformProfile;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What all steps of the process have in common: the case is locked, belongs to the process instance
 * that asks, and was not withdrawn; what the step changes is kept, and is an event.
 */
@Component
class CaseSteps {

  private final StoreApplications applications;
  private final CaseRecord record;
  private final Platforms platforms;
  private final WorkingCalendar calendar;
  private final Rounds rounds;
  private final Payments payments;
  private final Clock clock;

  CaseSteps(
      StoreApplications applications,
      CaseRecord record,
      Platforms platforms,
      WorkingCalendar calendar,
      Rounds rounds,
      Payments payments,
      Clock clock) {
    this.applications = applications;
    this.record = record;
    this.platforms = platforms;
    this.calendar = calendar;
    this.rounds = rounds;
    this.payments = payments;
    this.clock = clock;
  }

  <T> T with(Asked asked, Function<StoreApplication, T> step) {
    StoreApplication application =
        applications
            .lock(asked.caseId())
            .orElseThrow(() -> new IllegalStateException("no case " + asked.caseId()));
    if (!application.belongsTo(asked.processInstanceKey())) {
      throw new IllegalStateException(
          asked.caseId() + " does not belong to process instance " + asked.processInstanceKey());
    }
    if (application.state() == StoreApplicationState.WITHDRAWN) {
      // The message that ends the instance is on its way; whatever the instance does until then
      // counts no more.
      throw new NotYetException(asked.caseId() + " was withdrawn");
    }
    T result = step.apply(application);
    applications.update(application, now());
    return result;
  }

  /** Back to the merchant, or refused when the rounds of fixing are used up. */
  Reviewed sendBack(
      Asked asked,
      StoreApplication application,
      ActorRef by,
      List<Problem> problems,
      @Nullable String reason,
      Map<String, Object> details) {
    PlatformProfile.Onboarding numbers = profile(application).onboarding();
    String from = application.state().name();
    details.put("problems", described(problems));
    if (application.round() > numbers.fixRounds()) {
      if (!application.reject(problems, reason)) {
        throw unexpected(application, "reject");
      }
      details.put("fixRounds", numbers.fixRounds());
      record(asked, application, by, "REJECTED_TOO_MANY_ROUNDS", from, details);
      rounds.close(application, Verdict.REJECTED, by, problems, reason, now());
      return Reviewed.of(Reviewed.Outcome.REJECTED, application.round());
    }
    Waiting until = waiting(numbers.fixDays(), numbers);
    int daysUsed =
        application.audit() == null
            ? 0
            : calendar.workingDaysPassed(application.submittedAt(), now());
    if (!application.sendBack(problems, reason, until, daysUsed)) {
      throw unexpected(application, "send back");
    }
    details.put("fixDueAt", until.dueAt().toString());
    record(asked, application, by, "SENT_BACK", from, details);
    rounds.close(application, Verdict.SENT_BACK, by, problems, reason, now());
    return Reviewed.sentBack(application.round(), until);
  }

  /**
   * A deadline of the merchant, with its reminder.
   *
   * @param days calendar days from today, at least 1
   */
  Waiting waiting(int days, PlatformProfile.Onboarding numbers) {
    int remindAfter = Math.max(1, days - numbers.reminderDays());
    return new Waiting(
        calendar.endOfDayAfter(now(), remindAfter), calendar.endOfDayAfter(now(), days), null);
  }

  /** Whether everything that was demanded has been paid. */
  boolean isDepositComplete(StoreApplication application) {
    Long required = application.depositRequiredFen();
    return required != null && payments.paidFen(application.id().value()) >= required;
  }

  PlatformProfile profile(StoreApplication application) {
    return platforms.get(application.content().platform());
  }

  /**
   * @param from the state before, or null when the event changes none
   */
  void record(
      Asked asked,
      StoreApplication application,
      ActorRef actor,
      String action,
      @Nullable String from,
      Map<String, Object> details) {
    record.append(application, actor, action, from, asked.elementId(), details);
  }

  static List<Map<String, Object>> described(List<Problem> problems) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Problem problem : problems) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("pointer", problem.pointer());
      row.put("code", problem.code());
      if (problem.note() != null) {
        row.put("note", problem.note());
      }
      rows.add(row);
    }
    return rows;
  }

  static IllegalStateException unexpected(StoreApplication application, String step) {
    return new IllegalStateException(
        "the process asks to " + step + " but " + application.id() + " is " + application.state());
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
