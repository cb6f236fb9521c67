package dev.merchantreview.onboarding;

import dev.merchantreview.calendar.DueTime;
import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.deposit.Payments;
import dev.merchantreview.documents.Documents;
import dev.merchantreview.engine.NotYetException;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.rules.DepositRule;
import dev.merchantreview.rules.DocumentRule;
import dev.merchantreview.rules.PlatformProfile;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import dev.merchantreview.store.Store;
import dev.merchantreview.store.Stores;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the store-onboarding process has the service do. Each step runs inside the transaction of
 * the job that asks for it, and asks first whether the case belongs to the process instance of that
 * job.
 */
@Service
public class OnboardingSteps {

  private final StoreApplications applications;
  private final History history;
  private final Platforms platforms;
  private final ProblemTable problemTable;
  private final WorkingCalendar calendar;
  private final Documents documents;
  private final Payments payments;
  private final Stores stores;
  private final Clock clock;

  OnboardingSteps(
      StoreApplications applications,
      History history,
      Platforms platforms,
      ProblemTable problemTable,
      WorkingCalendar calendar,
      Documents documents,
      Payments payments,
      Stores stores,
      Clock clock) {
    this.applications = applications;
    this.history = history;
    this.platforms = platforms;
    this.problemTable = problemTable;
    this.calendar = calendar;
    this.documents = documents;
    this.payments = payments;
    this.stores = stores;
    this.clock = clock;
  }

  /**
   * Where in the engine a step is asked for.
   *
   * @param processInstanceKey the instance that asks
   * @param elementId the BPMN element that asks
   */
  public record Asked(CaseId caseId, long processInstanceKey, String elementId) {}

  /** How a review went, as the process's gateways read it. */
  public enum Outcome {
    /** Goes on. */
    PASSED,
    /** Back to the merchant. */
    SENT_BACK,
    /** Refused. */
    REJECTED,
    /** Not a usable verdict: the task comes back. */
    UNUSABLE
  }

  /**
   * @param round the round the case is in: what the merchant is waited for by
   * @param fixDueAt until when the merchant may fix; null unless sent back
   */
  public record Reviewed(Outcome outcome, int round, @Nullable Instant fixDueAt) {}

  /**
   * What came out of a reviewer's task.
   *
   * @param verdict null when the form was left without one
   * @param reviewer empty when nobody is on record for the completion
   */
  public record Review(
      long taskKey,
      Optional<String> reviewer,
      @Nullable Verdict verdict,
      List<Problem> problems,
      @Nullable String reason) {}

  /** Reads a case for a step that has to ask outside before it changes anything. */
  @Transactional(readOnly = true)
  public StoreApplication read(CaseId id) {
    return applications.find(id).orElseThrow(() -> new IllegalStateException("no case " + id));
  }

  /** Applies the machine checks to what was handed in. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Reviewed check(Asked asked, DocumentRule.Requirement required) {
    return with(
        asked,
        application -> {
          List<Problem> problems = MachineCheck.all(application.content(), required.anyOf());
          Map<String, Object> details = new LinkedHashMap<>();
          details.put("round", application.round());
          details.put("requiredDocuments", required.evidence());
          if (problems.isEmpty()) {
            record(asked, application, ActorRef.SYSTEM, "MACHINE_CHECKED", null, details);
            return new Reviewed(Outcome.PASSED, application.round(), null);
          }
          details.put("problems", described(problems));
          return sendBack(asked, application, ActorRef.SYSTEM, problems, null, details);
        });
  }

  /** Opens the audit, or opens it again when the last task brought no usable verdict. */
  @Transactional(propagation = Propagation.MANDATORY)
  public AuditTask prepareAudit(Asked asked) {
    return with(
        asked,
        application -> {
          PlatformProfile profile = profile(application);
          Instant dueAt = application.auditDueAt();
          if (dueAt == null) {
            // Not from when the engine came to it: the merchant waits since the submission.
            DueTime due =
                calendar.dueAfter(
                    application.submittedAt(), profile.onboarding().auditWorkingDays());
            dueAt = due.at();
            String from = application.state().name();
            if (!application.openAudit(dueAt)) {
              throw unexpected(application, "open audit");
            }
            record(
                asked,
                application,
                ActorRef.SYSTEM,
                "AUDIT_OPENED",
                from,
                Map.of(
                    "auditDueAt", dueAt.toString(),
                    "provisional", due.provisional(),
                    "days",
                        due.days().stream().map(day -> day.date() + " " + day.kind()).toList()));
          }
          return new AuditTask(
              Dossier.title(application),
              dueAt,
              Dossier.of(
                  application,
                  profile,
                  problemTable,
                  documents.ownedBy(
                      application.submittedBy(),
                      application.content().documents().stream()
                          .map(ApplicationContent.DocumentReference::documentId)
                          .toList()),
                  dueAt,
                  calendar.zone()));
        });
  }

  /**
   * What a reviewer's task shows.
   *
   * @param dossier the form's data
   */
  public record AuditTask(String title, Instant dueAt, Object dossier) {}

  /** The last task of the case whose completion was dealt with; 0 for none. */
  @Transactional(readOnly = true)
  public long lastTaskKey(CaseId id) {
    return read(id).lastTaskKey();
  }

  /** Records a verdict, or returns the task with the reason on top when it is none. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Reviewed recordVerdict(Asked asked, Review review) {
    return with(
        asked,
        application -> {
          Optional<String> unusable =
              VerdictPolicy.reasonToReturn(application, review, problemTable);
          if (unusable.isPresent() || review.reviewer().isEmpty() || review.verdict() == null) {
            String words = unusable.orElse("");
            application.taskReturned(review.taskKey(), words);
            record(
                asked,
                application,
                ActorRef.SYSTEM,
                "VERDICT_RETURNED",
                null,
                Map.of(
                    "reason", words,
                    "reviewer", review.reviewer().orElse(""),
                    "taskKey", Long.toString(review.taskKey())));
            return new Reviewed(Outcome.UNUSABLE, application.round(), null);
          }
          ActorRef reviewer = new ActorRef(ActorRef.Kind.AUDITOR, review.reviewer().get());
          application.taskUsed(review.taskKey(), reviewer.id());
          Map<String, Object> details = new LinkedHashMap<>();
          details.put("round", application.round());
          details.put("taskKey", Long.toString(review.taskKey()));
          if (review.reason() != null) {
            details.put("reason", review.reason());
          }
          return switch (review.verdict()) {
            case APPROVED -> {
              record(asked, application, reviewer, "APPROVED", null, details);
              yield new Reviewed(Outcome.PASSED, application.round(), null);
            }
            case SENT_BACK -> {
              details.put("problems", described(review.problems()));
              yield sendBack(
                  asked, application, reviewer, review.problems(), review.reason(), details);
            }
            case REJECTED -> {
              String from = application.state().name();
              if (!application.reject(review.problems(), review.reason())) {
                throw unexpected(application, "reject");
              }
              record(asked, application, reviewer, "REJECTED", from, details);
              yield new Reviewed(Outcome.REJECTED, application.round(), null);
            }
          };
        });
  }

  /** Asks the merchant for the deposit. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Instant demandDeposit(Asked asked, DepositRule.Requirement required) {
    return with(
        asked,
        application -> {
          Instant dueAt =
              calendar.endOfDayAfter(now(), profile(application).onboarding().depositDays());
          String from = application.state().name();
          if (!application.demandDeposit(required.amountFen(), dueAt)) {
            throw unexpected(application, "demand deposit");
          }
          record(
              asked,
              application,
              ActorRef.SYSTEM,
              "DEPOSIT_DEMANDED",
              from,
              Map.of(
                  "requiredFen", required.amountFen(),
                  "depositDueAt", dueAt.toString(),
                  "decision", required.evidence()));
          return dueAt;
        });
  }

  /** Opens the store. */
  @Transactional(propagation = Propagation.MANDATORY)
  public String activate(Asked asked) {
    return with(
        asked,
        application -> {
          if (!isDepositComplete(application)) {
            throw new IllegalStateException(
                "the deposit of " + application.id() + " is not complete");
          }
          ApplicationContent content = application.content();
          Store store =
              stores.open(
                  application.id(),
                  content.platform(),
                  content.merchantId(),
                  content.storeType().name(),
                  content.storeName());
          String from = application.state().name();
          if (!application.activate(store.id())) {
            throw unexpected(application, "activate");
          }
          record(
              asked,
              application,
              ActorRef.SYSTEM,
              "ACTIVATED",
              from,
              Map.of("storeId", store.id()));
          return store.id();
        });
  }

  /**
   * A deadline passed in the engine.
   *
   * @return not expired when the merchant acted in the same moment and was first: then the case
   *     goes on
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Expiry expire(Asked asked) {
    return with(
        asked,
        application -> {
          boolean acted =
              switch (application.state()) {
                case FIX_REQUIRED -> false;
                case DEPOSIT_DUE -> isDepositComplete(application);
                default -> true;
              };
          if (acted) {
            record(asked, application, ActorRef.SYSTEM, "DEADLINE_MET", null, Map.of());
            return new Expiry(false, application.round());
          }
          String from = application.state().name();
          if (!application.expire()) {
            throw unexpected(application, "expire");
          }
          record(asked, application, ActorRef.SYSTEM, "EXPIRED", from, Map.of());
          return new Expiry(true, application.round());
        });
  }

  /**
   * What a passed deadline came to.
   *
   * @param round the round the case is in
   */
  public record Expiry(boolean expired, int round) {}

  private Reviewed sendBack(
      Asked asked,
      StoreApplication application,
      ActorRef by,
      List<Problem> problems,
      @Nullable String reason,
      Map<String, Object> details) {
    PlatformProfile.Onboarding numbers = profile(application).onboarding();
    String from = application.state().name();
    if (application.round() > numbers.fixRounds()) {
      if (!application.reject(problems, reason)) {
        throw unexpected(application, "reject");
      }
      details.put("fixRounds", numbers.fixRounds());
      record(asked, application, by, "REJECTED_TOO_MANY_ROUNDS", from, details);
      return new Reviewed(Outcome.REJECTED, application.round(), null);
    }
    Instant dueAt = calendar.endOfDayAfter(now(), numbers.fixDays());
    if (!application.sendBack(problems, reason, dueAt)) {
      throw unexpected(application, "send back");
    }
    details.put("fixDueAt", dueAt.toString());
    record(asked, application, by, "SENT_BACK", from, details);
    return new Reviewed(Outcome.SENT_BACK, application.round(), dueAt);
  }

  private <T> T with(Asked asked, Function<StoreApplication, T> step) {
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

  private boolean isDepositComplete(StoreApplication application) {
    Long required = application.depositRequiredFen();
    return required != null && payments.paidFen(application.id().value()) >= required;
  }

  private PlatformProfile profile(StoreApplication application) {
    return platforms.get(application.content().platform());
  }

  private void record(
      Asked asked,
      StoreApplication application,
      ActorRef actor,
      String action,
      @Nullable String from,
      Map<String, Object> details) {
    history.append(
        new CaseEvent(
            application.id(),
            actor,
            action,
            from,
            from == null ? null : application.state().name(),
            asked.elementId(),
            details));
  }

  private static List<Map<String, Object>> described(List<Problem> problems) {
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

  private static IllegalStateException unexpected(StoreApplication application, String step) {
    return new IllegalStateException(
        "the process asks to " + step + " but " + application.id() + " is " + application.state());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
