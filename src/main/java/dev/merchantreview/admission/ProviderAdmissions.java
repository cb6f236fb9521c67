package dev.merchantreview.admission;

import dev.merchantreview.cases.CaseDoor;
import dev.merchantreview.engine.EngineOutbox;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.provider.ServiceProvider;
import dev.merchantreview.provider.ServiceProviders;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Change;
import dev.merchantreview.shared.ExpectedVersion;
import dev.merchantreview.shared.Ids;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Platform;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What an applicant does with applications to be a service provider, and how they are read. */
@Service
public class ProviderAdmissions {

  /** The process's messages, as {@code bpmn/provider-admission.bpmn} names them. */
  static final String SUBMITTED = "provider-application-submitted";

  static final String RESUBMITTED = "provider-application-resubmitted";
  static final String WITHDRAWN = "provider-application-withdrawn";
  static final String REDATED = "provider-application-redated";

  private final CaseDoor door;
  private final ProviderApplications applications;
  private final ServiceProviders providers;
  private final Applicants applicants;
  private final EngineOutbox outbox;
  private final History history;
  private final MeterRegistry meters;
  private final Clock clock;

  ProviderAdmissions(
      CaseDoor door,
      ProviderApplications applications,
      ServiceProviders providers,
      Applicants applicants,
      EngineOutbox outbox,
      History history,
      MeterRegistry meters,
      Clock clock) {
    this.door = door;
    this.applications = applications;
    this.providers = providers;
    this.applicants = applicants;
    this.outbox = outbox;
    this.history = history;
    this.meters = meters;
    this.clock = clock;
  }

  /** What became of an application. */
  public sealed interface SubmissionResult {

    /** It was taken in. */
    record Accepted(ProviderApplication application) implements SubmissionResult {}

    /**
     * The merchant, or another one of its company, has an open application, or is a provider of the
     * platform.
     *
     * @param existing its id; null where it is another merchant's, which concerns nobody else
     */
    record Duplicate(@Nullable String existing) implements SubmissionResult {}

    /**
     * The merchant or its company was refused or expelled lately.
     *
     * @param from the first day it may apply again
     */
    record TooEarly(LocalDate from) implements SubmissionResult {}
  }

  /** Takes in an application; what is wrong with it is named by the process. */
  @Transactional
  public SubmissionResult submit(
      Platform platform,
      String merchantId,
      ServiceProvider.Kind kind,
      AdmissionContent content,
      ActorRef applicant) {
    ServiceProviders.Applicant who =
        new ServiceProviders.Applicant(platform, merchantId, content.licenceNumber());
    // Two who apply for one merchant or company at the same time wait for each other here.
    Optional<SubmissionResult> duplicate =
        providers
            .hold(who)
            .map(one -> duplicate(one.id(), one.own()))
            .or(() -> applications.open(who).map(one -> duplicate(one.id(), one.own())));
    if (duplicate.isPresent()) {
      return duplicate.get();
    }
    Optional<LocalDate> again = applicants.mayApplyFrom(who);
    if (again.isPresent()) {
      return new SubmissionResult.TooEarly(again.get());
    }
    ProviderApplication application =
        new ProviderApplication(
            new ProviderApplication.Request(
                new CaseId(Ids.next("pa_")),
                platform,
                merchantId,
                kind,
                applicant.id(),
                clock.instant()),
            content);
    applications.add(application);
    String id = application.id().value();
    history.begin(
        CaseEvent.created(
            application.id(),
            applicant,
            "SUBMITTED",
            application.state().name(),
            Map.of("round", 1, "kind", kind.name())));
    outbox.publish(application.id(), SUBMITTED, id, Map.of("caseId", id, "round", 1));
    meters.counter("merchantreview.provider.applications.submitted").increment();
    return new SubmissionResult.Accepted(application);
  }

  private static SubmissionResult duplicate(CaseId existing, boolean own) {
    return new SubmissionResult.Duplicate(own ? existing.value() : null);
  }

  /**
   * Hands in a whole new content for an application that was sent back.
   *
   * @param expected the version the caller works from
   */
  @Transactional
  public Optional<Change<ProviderApplication>> resubmit(
      CaseId id, AdmissionContent fixed, ActorRef applicant, ExpectedVersion expected) {
    return door.change(
        applications,
        id,
        expected,
        applicant,
        application -> {
          if (application.state() == AdmissionState.FIX_REQUIRED
              && application.content().equals(fixed)) {
            return new CaseDoor.Step.Unchanged();
          }
          String waitedFor = application.roundKey();
          return application.resubmit(fixed, clock.instant())
              ? CaseDoor.resubmitted(application.round(), RESUBMITTED, waitedFor)
              : new CaseDoor.Step.Refused();
        });
  }

  /** Takes an application back; possible until there is a verdict. */
  @Transactional
  public Optional<Change<ProviderApplication>> withdraw(
      CaseId id, @Nullable String reason, ActorRef applicant, ExpectedVersion expected) {
    return door.change(
        applications,
        id,
        expected,
        applicant,
        application ->
            application.withdraw(reason)
                ? CaseDoor.withdrawn(reason, WITHDRAWN, id.value())
                : new CaseDoor.Step.Refused());
  }

  /**
   * Reads an application for a step that has to ask outside before it changes anything.
   *
   * @throws IllegalStateException when there is no such application
   */
  @Transactional(readOnly = true)
  public ProviderApplication get(CaseId id) {
    return find(id).orElseThrow(() -> new IllegalStateException("no case " + id));
  }

  @Transactional(readOnly = true)
  public Optional<ProviderApplication> find(CaseId id) {
    return applications.find(id);
  }

  /** Newest first; a null filter lets everything pass. */
  @Transactional(readOnly = true)
  public List<ProviderApplication> list(
      @Nullable Platform platform,
      @Nullable AdmissionState state,
      @Nullable String merchantId,
      Page.Slice slice) {
    return applications.list(platform, state, merchantId, slice);
  }
}
