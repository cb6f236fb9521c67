package dev.merchantreview.onboarding;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.remittance.RemittanceReading;
import dev.merchantreview.review.Cases;
import dev.merchantreview.review.Dossiers;
import dev.merchantreview.review.Handled;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.ReviewStep;
import dev.merchantreview.review.ReviewSteps;
import dev.merchantreview.review.Reviewed;
import dev.merchantreview.review.ReviewedTask;
import dev.merchantreview.review.VerdictPolicy;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.rules.PlatformProfile;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import dev.merchantreview.waiver.Waivers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The review of a store application. */
@Component
class StoreApplicationReview implements Reviewed<StoreApplication> {

  private static final ReviewedTask REVIEW =
      new ReviewedTask(
          "Task_AuditStore", "store-auditors", "Task_PrepareAudit", "Task_RecordVerdict");

  private static final Map<ReviewStep, Set<String>> FORMER_JOB_TYPES =
      Map.of(
          ReviewStep.PREPARE, Set.of("onboarding.prepare-audit"),
          ReviewStep.REMIND, Set.of("onboarding.remind-auditor"),
          ReviewStep.ESCALATE, Set.of("onboarding.escalate-audit"),
          ReviewStep.REDATE, Set.of("onboarding.redate-audit"),
          ReviewStep.RECORD, Set.of("onboarding.record-verdict"),
          ReviewStep.JUDGE, Set.of("onboarding.judge-verdict"),
          ReviewStep.REMIND_OWNER, Set.of("onboarding.remind-merchant"),
          ReviewStep.EXPIRE, Set.of("onboarding.expire-application"));

  private final StoreApplicationType type;
  private final StoreApplications applications;
  private final Progress progress;
  private final WorkingCalendar calendar;
  private final ApplicationRounds rounds;
  private final ApplicationDossierWriter dossiers;
  private final ProblemTable table;
  private final ReviewSteps steps;
  private final Waivers waivers;
  private final RemittanceReading bank;
  private final PreparedStores stores;
  private final LostCategories lostCategories;

  StoreApplicationReview(
      StoreApplicationType type,
      StoreApplications applications,
      Progress progress,
      WorkingCalendar calendar,
      ApplicationRounds rounds,
      ApplicationDossierWriter dossiers,
      ApplicationProblems table,
      ReviewSteps steps,
      Waivers waivers,
      RemittanceReading bank,
      PreparedStores stores,
      LostCategories lostCategories) {
    this.lostCategories = lostCategories;
    this.bank = bank;
    this.waivers = waivers;
    this.type = type;
    this.applications = applications;
    this.progress = progress;
    this.calendar = calendar;
    this.rounds = rounds;
    this.dossiers = dossiers;
    this.table = table;
    this.steps = steps;
    this.stores = stores;
  }

  @Override
  public StoreApplicationType type() {
    return type;
  }

  @Override
  public Cases<StoreApplication, ?> cases() {
    return applications;
  }

  @Override
  public List<ReviewedTask> tasks() {
    return List.of(REVIEW);
  }

  @Override
  public String meters() {
    return "audits";
  }

  @Override
  public Map<ReviewStep, Set<String>> formerJobTypes() {
    return FORMER_JOB_TYPES;
  }

  @Override
  public boolean isInReview(StoreApplication application, ReviewedTask task) {
    return application.state() == StoreApplicationState.IN_REVIEW && !application.isApproved();
  }

  @Override
  public boolean isOver(StoreApplication application, int round) {
    return application.state() == StoreApplicationState.WITHDRAWN;
  }

  @Override
  public VerdictPolicy.Subject subject(StoreApplication application, ReviewedTask task) {
    return new VerdictPolicy.Subject(
        task,
        List.of(
            VerdictPolicy.Exclusion.ownCase(Set.of(application.submittedBy())),
            VerdictPolicy.Exclusion.waived(waivers.grantersOf(application.checks()))),
        Set.of(Verdict.values()),
        VerdictPolicy.Rejection.FOR_GOOD,
        table,
        application.content().documents().size(),
        () -> application.justFound().stream().map(this::unknown).toList());
  }

  /** A category may be taken away while the application that asks for it waits for its auditor. */
  @Override
  public void hold(StoreApplication application) {
    ApplicationContent content = application.content();
    application.lookedAgain(LostCategories.result(content, lostCategories.of(content, true)));
  }

  /** The task comes back once: whoever approves it all the same has read it then. */
  private ProblemTable.Text unknown(Problem found) {
    ProblemTable.Text text =
        table
            .code(found.code())
            .map(ProblemTable.Code::text)
            .orElse(new ProblemTable.Text(found.code(), found.code()));
    return new ProblemTable.Text(
        "审核期间有新情况，已列入提示：%s（%s）。仍要通过的，请再次提交".formatted(text.zh(), found.note()),
        "This became known meanwhile, and is among the findings now: %s (%s). To approve all the same, do so again"
            .formatted(text.en(), found.note()));
  }

  @Override
  public BiFunction<StoreApplication, List<Dossiers.Row>, TaskContent> content(
      StoreApplication read, ReviewedTask task) {
    return (application, excluded) -> {
      PlatformProfile profile = progress.profile(application);
      return new TaskContent(
          dossiers.line(application, profile), dossiers.write(application, excluded, profile));
    };
  }

  @Override
  public Map<String, Object> deadline(ReviewClock clock) {
    return ApplicationDeadline.variables(clock);
  }

  @Override
  public String redatedMessage() {
    return Onboarding.AUDIT_REDATED;
  }

  @Override
  public void judgedBy(StoreApplication application, ActorRef reviewer) {
    application.reviewedBy(reviewer.id());
  }

  @Override
  public Handled approve(StoreApplication application, Decision decision) {
    application.approved();
    steps.decided(this, application, decision, "APPROVED", null);
    steps.keepRound(this, application, Verdict.APPROVED, decision.by(), List.of(), null);
    recordWhatIsNotAsked(application, decision);
    stores.approved(decision.asked(), application);
    return Handled.of(Handled.PASSED, application).with(progress.variables(application));
  }

  /** The history says why an account was not verified, nothing was signed and nothing paid. */
  private void recordWhatIsNotAsked(StoreApplication application, Decision decision) {
    ApplicationContent content = application.content();
    Map<String, Object> why =
        Map.of("platform", content.platform().name(), "storeType", content.storeType().name());
    Road road = progress.road(application);
    if (!road.has(Phase.VERIFY_ACCOUNT)) {
      steps.note(this, decision.asked(), application, "ACCOUNT_VERIFICATION_NOT_REQUIRED", why);
    }
    if (!road.has(Phase.SIGN)) {
      steps.note(this, decision.asked(), application, "CONTRACT_NOT_REQUIRED", why);
    }
    if (!road.has(Phase.DEPOSIT)) {
      steps.note(this, decision.asked(), application, "DEPOSIT_NOT_REQUIRED", why);
    }
  }

  @Override
  public Handled reject(StoreApplication application, Decision decision) {
    return steps.rejected(this, application, decision);
  }

  @Override
  public Optional<Fixing> fixing(StoreApplication application) {
    OnboardingNumbers numbers = progress.numbers(application);
    return Optional.of(
        new Fixing(
            numbers.fixRounds(),
            progress.waiting(numbers.fixDays(), numbers),
            application.clock() == null
                ? 0
                : calendar.workingDaysPassed(reviewedSince(application), steps.now())));
  }

  /** What came before the audit, and waited for the merchant, takes none of the auditors' days. */
  private Instant reviewedSince(StoreApplication application) {
    ReviewClock audit = application.clock();
    return audit == null || audit.days().isEmpty()
        ? application.submittedAt()
        : audit.days().getFirst().date().minusDays(1).atStartOfDay(calendar.zone()).toInstant();
  }

  @Override
  public boolean sendBack(
      StoreApplication application,
      List<Problem> problems,
      @Nullable String reason,
      Fixing fixing) {
    return application.sendBack(problems, reason, fixing.until(), fixing.daysUsed());
  }

  @Override
  public boolean end(
      StoreApplication application, List<Problem> problems, @Nullable String reason) {
    return application.reject(problems, reason) && stores.applicationEnded(application);
  }

  @Override
  public List<Map<String, Object>> described(List<Problem> problems) {
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

  @Override
  public RoundContent roundContent(StoreApplication application) {
    return rounds.content(application);
  }

  @Override
  public RoundShown shown(StoreApplication application, @Nullable String kept) {
    return rounds.shown(application, kept);
  }

  @Override
  public List<String> documents(JsonNode kept) {
    JsonNode shop = kept.path("shop");
    return Stream.concat(
            Reviewed.super.documents(kept).stream(),
            Stream.of("logo", "picture")
                .map(shop::path)
                .filter(JsonNode::isString)
                .map(JsonNode::asString))
        .toList();
  }

  @Override
  public ProblemTable table() {
    return table;
  }

  @Override
  public Optional<ProblemTable.Text> ruleName(String rule) {
    return MachineRule.ofName(rule).map(MachineRule::text);
  }

  @Override
  public boolean isForReviewersOnly(String rule) {
    return MachineRule.ofName(rule).filter(MachineRule::isForAuditorsOnly).isPresent();
  }

  /**
   * What was remitted by the bank's clock in time is on record only when the bank was read since.
   */
  @Override
  public boolean isOnItsWay(StoreApplication application, Waiting waiting) {
    AccountVerification verification = application.verification();
    return application.state() == StoreApplicationState.VERIFYING_ACCOUNT
        && verification != null
        && verification
            .methods(progress.numbers(application).verification())
            .contains(VerificationMethod.REMITTANCE)
        && bank.isAwaited(waiting.dueAt());
  }

  /** Whether the merchant did what was waited for, although the engine does not know it yet. */
  @Override
  public boolean hasActed(StoreApplication application) {
    return switch (application.state()) {
      case FIX_REQUIRED -> false;
      case VERIFYING_ACCOUNT -> progress.accountResult(application) != null;
      case SHOP_DATA_DUE -> progress.isSettled(application, Phase.SHOP_DATA);
      case SIGNING -> progress.isContractSettled(application);
      case DEPOSIT_DUE -> progress.isDepositComplete(application);
      default -> true;
    };
  }

  @Override
  public boolean expire(StoreApplication application) {
    return application.expire() && stores.applicationEnded(application);
  }

  @Override
  public Map<String, ? extends @Nullable Object> afterDeadline(
      StoreApplication application, boolean acted) {
    AccountChecks.Result account = acted ? progress.accountResult(application) : null;
    return Collections.singletonMap("accountResult", account == null ? null : account.name());
  }
}
