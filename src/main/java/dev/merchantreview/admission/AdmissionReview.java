package dev.merchantreview.admission;

import dev.merchantreview.cases.CaseWork;
import dev.merchantreview.engine.NotYetException;
import dev.merchantreview.provider.ServiceProvider;
import dev.merchantreview.provider.ServiceProviders;
import dev.merchantreview.review.Cases;
import dev.merchantreview.review.Dossiers;
import dev.merchantreview.review.Handled;
import dev.merchantreview.review.ReviewStep;
import dev.merchantreview.review.ReviewSteps;
import dev.merchantreview.review.Reviewed;
import dev.merchantreview.review.ReviewedTask;
import dev.merchantreview.review.VerdictPolicy;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The review of an application to be a service provider. */
@Component
class AdmissionReview implements Reviewed<ProviderApplication> {

  private static final ReviewedTask REVIEW =
      new ReviewedTask(
          "Task_ReviewApplication", "store-auditors", "Task_PrepareReview", "Task_RecordReview");

  private final ProviderApplicationType type;
  private final ProviderApplications applications;
  private final ServiceProviders providers;
  private final Applicants applicants;
  private final AdmissionClocks clocks;
  private final AdmissionRounds rounds;
  private final AdmissionDossierWriter dossiers;
  private final ProblemTable table;
  private final ReviewSteps steps;

  AdmissionReview(
      ProviderApplicationType type,
      ProviderApplications applications,
      ServiceProviders providers,
      Applicants applicants,
      AdmissionClocks clocks,
      AdmissionRounds rounds,
      AdmissionDossierWriter dossiers,
      AdmissionProblems table,
      ReviewSteps steps) {
    this.type = type;
    this.applications = applications;
    this.providers = providers;
    this.applicants = applicants;
    this.clocks = clocks;
    this.rounds = rounds;
    this.dossiers = dossiers;
    this.table = table;
    this.steps = steps;
  }

  @Override
  public ProviderApplicationType type() {
    return type;
  }

  @Override
  public Cases<ProviderApplication, ?> cases() {
    return applications;
  }

  @Override
  public List<ReviewedTask> tasks() {
    return List.of(REVIEW);
  }

  @Override
  public String meters() {
    return "provider.applications";
  }

  @Override
  public Map<ReviewStep, Set<String>> formerJobTypes() {
    return Map.of();
  }

  @Override
  public boolean isInReview(ProviderApplication application, ReviewedTask task) {
    return application.state() == AdmissionState.IN_REVIEW;
  }

  @Override
  public boolean isOver(ProviderApplication application, int round) {
    return application.state() == AdmissionState.WITHDRAWN;
  }

  /** Nobody else admits this applicant before the verdict counts. */
  @Override
  public void hold(ProviderApplication application) {
    providers.hold(application.applicant());
  }

  /**
   * Nobody approves what the machine found unmet, who is a provider already, or whose company was
   * refused or expelled lately: its number can have come with what was handed in again.
   */
  @Override
  public VerdictPolicy.Subject subject(ProviderApplication application, ReviewedTask task) {
    ProviderApplication.Request request = application.request();
    Set<Verdict> possible =
        providers.runningOf(application.applicant()).isPresent()
            ? Set.of(Verdict.REJECTED)
            : AdmissionChecks.hasUnmet(application)
                    || applicants.mayApplyFrom(application.applicant()).isPresent()
                ? Set.of(Verdict.SENT_BACK, Verdict.REJECTED)
                : Set.of(Verdict.values());
    return new VerdictPolicy.Subject(
        task,
        List.of(VerdictPolicy.Exclusion.ownCase(Set.of(request.submittedBy()))),
        possible,
        VerdictPolicy.Rejection.FOR_GOOD,
        table,
        application.content().documents().size(),
        () -> applicants.bar(application).stream().toList());
  }

  @Override
  public BiFunction<ProviderApplication, List<Dossiers.Row>, TaskContent> content(
      ProviderApplication read, ReviewedTask task) {
    return (application, excluded) ->
        new TaskContent(dossiers.line(application), dossiers.write(application, excluded));
  }

  @Override
  public String redatedMessage() {
    return ProviderAdmissions.REDATED;
  }

  /** The applicant is a provider from now on, and owes its deposit. */
  @Override
  public Handled approve(ProviderApplication application, Decision decision) {
    ProviderApplication.Request request = application.request();
    AdmissionContent content = application.content();
    String from = application.state().name();
    ServiceProviders.AdmissionResult result =
        providers.admit(
            new ServiceProviders.Admission(
                application.id(),
                request.platform(),
                request.merchantId(),
                request.kind(),
                content.legalName(),
                content.licenceNumber(),
                content.industry()),
            decision.by());
    // A service of before admits without waiting for who holds the applicant here: asked once more,
    // the verdict comes back to its reviewer with why.
    if (!(result instanceof ServiceProviders.AdmissionResult.Admitted(ServiceProvider provider))) {
      throw new NotYetException(
          "%s cannot be approved now: its applicant is a provider already"
              .formatted(application.id()));
    }
    if (!application.approve(provider.id())) {
      throw CaseWork.unexpected(application, "approve");
    }
    decision.details().put("serviceProviderId", provider.id().value());
    decision.details().put("depositRequiredFen", providers.depositFen(request.platform()));
    steps.decided(this, application, decision, "APPROVED", from);
    steps.keepRound(this, application, Verdict.APPROVED, decision.by(), List.of(), null);
    steps.ended(this, application);
    return Handled.of(Handled.APPROVED, application);
  }

  @Override
  public Handled reject(ProviderApplication application, Decision decision) {
    return steps.rejected(this, application, decision);
  }

  @Override
  public Optional<Fixing> fixing(ProviderApplication application) {
    return Optional.of(
        new Fixing(
            clocks.numbers(application.request().platform()).fixRounds(),
            clocks.fixUntil(application),
            application.clock() == null ? 0 : clocks.daysUsed(application)));
  }

  @Override
  public boolean sendBack(
      ProviderApplication application,
      List<Problem> problems,
      @Nullable String reason,
      Fixing fixing) {
    return application.sendBack(problems, reason, fixing.until(), fixing.daysUsed());
  }

  @Override
  public boolean end(
      ProviderApplication application, List<Problem> problems, @Nullable String reason) {
    return application.reject(problems, reason, steps.now());
  }

  @Override
  public RoundContent roundContent(ProviderApplication application) {
    return rounds.content(application);
  }

  @Override
  public RoundShown shown(ProviderApplication application, @Nullable String kept) {
    return rounds.shown(application, kept);
  }

  @Override
  public ProblemTable table() {
    return table;
  }

  @Override
  public Optional<ProblemTable.Text> ruleName(String rule) {
    return AdmissionCheck.ofName(rule).map(AdmissionCheck::text);
  }

  @Override
  public boolean hasActed(ProviderApplication application) {
    return application.state() != AdmissionState.FIX_REQUIRED;
  }

  @Override
  public boolean expire(ProviderApplication application) {
    return application.expire();
  }
}
