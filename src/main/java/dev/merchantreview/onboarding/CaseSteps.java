package dev.merchantreview.onboarding;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWork;
import dev.merchantreview.deposit.Payments;
import dev.merchantreview.history.History;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.rules.PlatformProfile;
import dev.merchantreview.rules.PlatformProfile.ContractMethod;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.rules.VerificationMethod;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the steps of the store-onboarding process share: an application that was not withdrawn, the
 * way back to the merchant, and the merchant's deadlines.
 */
@Component
class CaseSteps {

  private final CaseWork<StoreApplication> work;
  private final Platforms platforms;
  private final WorkingCalendar calendar;
  private final Rounds rounds;
  private final Payments payments;

  CaseSteps(
      StoreApplications applications,
      History history,
      Platforms platforms,
      WorkingCalendar calendar,
      Rounds rounds,
      Payments payments,
      Clock clock) {
    this.work = new CaseWork<>(applications, history, clock);
    this.platforms = platforms;
    this.calendar = calendar;
    this.rounds = rounds;
    this.payments = payments;
  }

  <T> T with(Asked asked, Function<StoreApplication, T> step) {
    return work.with(
        asked, application -> application.state() == StoreApplicationState.WITHDRAWN, step);
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
        throw CaseWork.unexpected(application, "reject");
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
      throw CaseWork.unexpected(application, "send back");
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

  /** The process came here before the fact the step stands on: it goes back to waiting for it. */
  Reviewed waitFor(Asked asked, StoreApplication application, String missing) {
    work.recordGroundless(asked, application, missing);
    return Reviewed.waiting(application.round(), application.waiting());
  }

  /**
   * @throws IllegalStateException when no auditor approved what is handed in now: no message leads
   *     past the audit, so somebody moved the process
   */
  static void requireApproved(StoreApplication application, String step) {
    if (!application.isApproved()) {
      throw CaseWork.unexpected(application, step + " nobody approved");
    }
  }

  /** Whether the contract is signed, or its platform asks for none. */
  boolean isContractSettled(StoreApplication application) {
    ContractOffer contract = application.contract();
    return profile(application).onboarding().contract() == ContractMethod.NONE
        || contract != null && contract.signedAt() != null;
  }

  /**
   * How the verification of the account stands: matched where nobody asks for one, null while an
   * answer is waited for.
   */
  AccountChecks.@Nullable Result accountResult(StoreApplication application) {
    return verification(application) == VerificationMethod.NONE
        ? AccountChecks.Result.MATCHED
        : AccountChecks.result(
            application, profile(application).onboarding().accountVerification());
  }

  /** How the account of this store is verified. */
  VerificationMethod verification(StoreApplication application) {
    return profile(application).onboarding().verificationOf(application.content().storeType());
  }

  /** Whether the account is verified, or nobody asks for a verification. */
  boolean isAccountSettled(StoreApplication application) {
    return accountResult(application) == AccountChecks.Result.MATCHED;
  }

  /** What the platform asks of this store on the way, as the process's gateways read it. */
  Road road(StoreApplication application) {
    ApplicationContent content = application.content();
    return new Road(
        verification(application),
        profile(application).onboarding().contract(),
        content.platform(),
        content.storeType(),
        content.categories());
  }

  /**
   * What a deposit stands on: an approval, the account, the contract.
   *
   * @throws IllegalStateException when one of them is not on record where no message leads past it:
   *     somebody moved the process
   */
  void requireSigned(StoreApplication application, String step) {
    requireApproved(application, step);
    if (!isAccountSettled(application)) {
      throw CaseWork.unexpected(application, step + " before the account is settled");
    }
    if (!isContractSettled(application)) {
      throw CaseWork.unexpected(application, step + " before the contract is signed");
    }
  }

  /** Whether everything that was demanded has been paid. */
  boolean isDepositComplete(StoreApplication application) {
    Long required = application.depositRequiredFen();
    return required != null && payments.paidFen(application.id().value()) >= required;
  }

  PlatformProfile profile(StoreApplication application) {
    return platforms.get(application.content().platform());
  }

  /** As {@link CaseWork#record}. */
  void record(
      Asked asked,
      StoreApplication application,
      ActorRef actor,
      String action,
      @Nullable String from,
      Map<String, Object> details) {
    work.record(asked, application, actor, action, from, details);
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

  Instant now() {
    return work.now();
  }
}
