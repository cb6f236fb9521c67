package dev.merchantreview.onboarding;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWork;
import dev.merchantreview.review.Refusal;
import dev.merchantreview.review.Refusals;
import dev.merchantreview.review.Review;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.ReviewedTask;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.review.VerdictPolicy;
import dev.merchantreview.rules.PlatformProfile.ContractMethod;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.rules.ProblemTables;
import dev.merchantreview.rules.VerificationMethod;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The machine checks and the audit in the store-onboarding process. Each step runs inside the
 * transaction of the job that asks for it.
 */
@Service
public class AuditSteps {

  /** The audit. */
  public static final ReviewedTask AUDIT = new ReviewedTask("Task_AuditStore", "store-auditors");

  private final CaseSteps cases;
  private final MachineChecks checks;
  private final AuditClocks clocks;
  private final Rounds rounds;
  private final DossierWriter dossiers;
  private final ProblemTable table;
  private final VerdictPolicy policy;
  private final Refusals refusals;
  private final MeterRegistry meters;

  AuditSteps(
      CaseSteps cases,
      MachineChecks checks,
      AuditClocks clocks,
      Rounds rounds,
      DossierWriter dossiers,
      ProblemTables tables,
      VerdictPolicy policy,
      Refusals refusals,
      MeterRegistry meters) {
    this.cases = cases;
    this.checks = checks;
    this.clocks = clocks;
    this.rounds = rounds;
    this.dossiers = dossiers;
    this.table = tables.storeApplications();
    this.policy = policy;
    this.refusals = refusals;
    this.meters = meters;
  }

  /** Applies the machine checks to what was handed in; what passes them is opened for audit. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Reviewed check(Asked asked, MachineRule.Tables tables) {
    return cases.with(
        asked,
        application -> {
          if (application.state() == StoreApplicationState.FIX_REQUIRED) {
            return cases.waitFor(asked, application, "RESUBMITTED");
          }
          List<RuleResult> results = checks.apply(application.content(), tables);
          List<Problem> problems = MachineChecks.problems(results);
          Map<String, Object> details = new LinkedHashMap<>();
          details.put("round", application.round());
          details.put("checks", results);
          details.put("requiredDocuments", tables.documents().evidence());
          details.put("categoryAdmission", tables.categories().evidence());
          if (!problems.isEmpty()) {
            return cases.sendBack(asked, application, ActorRef.SYSTEM, problems, null, details);
          }
          application.checked(results);
          cases.record(asked, application, ActorRef.SYSTEM, "MACHINE_CHECKED", null, details);
          return openAudit(asked, application);
        });
  }

  private Reviewed openAudit(Asked asked, StoreApplication application) {
    ReviewClock clock = clocks.of(application);
    String from = application.state().name();
    if (!application.openAudit(clock)) {
      throw CaseWork.unexpected(application, "open audit");
    }
    cases.record(asked, application, ActorRef.SYSTEM, "AUDIT_OPENED", from, clock.described());
    return new Reviewed(Reviewed.Outcome.PASSED, application.round(), clock, null, null);
  }

  /** What the auditor's task shows. */
  @Transactional(propagation = Propagation.MANDATORY)
  public AuditTask prepareAudit(Asked asked) {
    return cases.with(
        asked,
        application ->
            new AuditTask(
                Dossier.title(application),
                dossiers.write(
                    application,
                    policy.excluded(subject(application), refusals.outsideGroup(application.id())),
                    cases.profile(application))));
  }

  /**
   * What a reviewer's task shows.
   *
   * @param dossier the form's data
   */
  public record AuditTask(String title, Object dossier) {}

  /** Reminds the auditors, once a round, when their first day is over. */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean remindAuditor(Asked asked) {
    return cases.with(
        asked,
        application -> {
          ReviewClock clock = application.audit();
          if (clock == null || !clock.isReminderDue(cases.now())) {
            return false;
          }
          application.auditReminded(cases.now());
          cases.record(
              asked, application, ActorRef.SYSTEM, "AUDITOR_REMINDED", null, clock.described());
          meters.counter("merchantreview.audits.reminded").increment();
          return true;
        });
  }

  /** Reports an overdue audit, once a round; the task stays. */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean escalate(Asked asked) {
    return cases.with(
        asked,
        application -> {
          ReviewClock clock = application.audit();
          if (clock == null || !clock.isEscalationDue(cases.now())) {
            return false;
          }
          application.auditEscalated(cases.now());
          cases.record(
              asked, application, ActorRef.SYSTEM, "AUDIT_OVERDUE", null, clock.described());
          meters.counter("merchantreview.audits.overdue").increment();
          return true;
        });
  }

  /** The clock of a running audit, as the calendar has it now; empty when none runs. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<ReviewClock> redated(Asked asked) {
    return cases.with(asked, application -> Optional.ofNullable(application.audit()));
  }

  /**
   * Why the verdict of a task would not count; empty when it would. Asked before the task
   * completes, where the cluster can refuse a completion.
   */
  @Transactional(readOnly = true)
  public Optional<Refusal> refusal(StoreApplication application, Review review) {
    return policy.refusal(subject(application), review);
  }

  /** Records a verdict, or returns the task with the reason on top when it is none. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Reviewed recordVerdict(Asked asked, Review review) {
    return cases.with(
        asked,
        application -> {
          if (application.state() != StoreApplicationState.IN_REVIEW || application.isApproved()) {
            throw CaseWork.unexpected(application, "record a verdict");
          }
          Optional<Refusal> refused = policy.refusal(subject(application), review);
          if (refused.isPresent()) {
            application.taskReturned(review.taskKey(), refused.get().words(review));
            refusals.returned(
                new Refusals.Given(application.id(), application.state().name(), AUDIT, review),
                refused.get());
            cases.record(
                asked,
                application,
                ActorRef.SYSTEM,
                "VERDICT_RETURNED",
                null,
                refused.get().details(review));
            return Reviewed.of(Reviewed.Outcome.UNUSABLE, application.round());
          }
          ActorRef reviewer = new ActorRef(ActorRef.Kind.AUDITOR, review.reviewer().orElseThrow());
          application.taskUsed(review.taskKey(), reviewer.id());
          Map<String, Object> details = new LinkedHashMap<>();
          details.put("round", application.round());
          details.put("taskKey", Long.toString(review.taskKey()));
          if (review.reason() != null) {
            details.put("reason", review.reason());
          }
          return switch (Objects.requireNonNull(review.verdict())) {
            case APPROVED -> {
              application.approved();
              cases.record(asked, application, reviewer, "APPROVED", null, details);
              rounds.close(application, Verdict.APPROVED, reviewer, List.of(), null, cases.now());
              recordWhatIsNotAsked(asked, application);
              yield new Reviewed(
                  Reviewed.Outcome.PASSED,
                  application.round(),
                  null,
                  null,
                  cases.road(application));
            }
            case SENT_BACK ->
                cases.sendBack(
                    asked, application, reviewer, review.problems(), review.reason(), details);
            case REJECTED -> {
              String from = application.state().name();
              if (!application.reject(review.problems(), review.reason())) {
                throw CaseWork.unexpected(application, "reject");
              }
              cases.record(asked, application, reviewer, "REJECTED", from, details);
              rounds.close(
                  application,
                  Verdict.REJECTED,
                  reviewer,
                  review.problems(),
                  review.reason(),
                  cases.now());
              yield Reviewed.of(Reviewed.Outcome.REJECTED, application.round());
            }
          };
        });
  }

  /** The history says why an account was not verified and nothing was signed. */
  private void recordWhatIsNotAsked(Asked asked, StoreApplication application) {
    Road road = cases.road(application);
    Map<String, Object> why =
        Map.of("platform", road.platform().name(), "storeType", road.storeType().name());
    if (road.verification() == VerificationMethod.NONE) {
      cases.record(
          asked, application, ActorRef.SYSTEM, "ACCOUNT_VERIFICATION_NOT_REQUIRED", null, why);
    }
    if (road.contract() == ContractMethod.NONE) {
      cases.record(asked, application, ActorRef.SYSTEM, "CONTRACT_NOT_REQUIRED", null, why);
    }
  }

  private VerdictPolicy.Subject subject(StoreApplication application) {
    return new VerdictPolicy.Subject(
        AUDIT,
        List.of(VerdictPolicy.Exclusion.ownCase(Set.of(application.submittedBy()))),
        Set.of(Verdict.values()),
        VerdictPolicy.Rejection.FOR_GOOD,
        table,
        application.content().documents().size());
  }
}
