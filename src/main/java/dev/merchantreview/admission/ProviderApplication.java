package dev.merchantreview.admission;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import dev.merchantreview.provider.ServiceProvider;
import dev.merchantreview.provider.ServiceProviders;
import dev.merchantreview.review.Cases;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.ReviewRound;
import dev.merchantreview.review.ReviewedCase;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A merchant's wish to be a service provider (服务商准入申请). Changed only by the methods here, each
 * guarded by the lifecycle; a method that answers false has changed nothing.
 */
public final class ProviderApplication extends ReviewedCase<AdmissionState, AdmissionEvent> {

  private static final Set<AdmissionEvent> OWNERS_EVENTS =
      Set.of(AdmissionEvent.RESUBMIT, AdmissionEvent.WITHDRAW);

  private final Data data;

  /** What is kept of an application besides what is kept of every case. */
  @JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
  static final class Data {

    final Request request;
    AdmissionContent content;
    @Nullable CaseId providerId;
    @Nullable Instant rejectedAt;

    @JsonCreator
    Data(Request request, AdmissionContent content) {
      this.request = request;
      this.content = content;
    }
  }

  /**
   * What never changes of an application.
   *
   * @param merchantId who wants to be a provider
   * @param submittedBy the system that handed it in
   */
  public record Request(
      CaseId id,
      Platform platform,
      String merchantId,
      ServiceProvider.Kind kind,
      String submittedBy,
      Instant createdAt) {}

  ProviderApplication(Request request, AdmissionContent content) {
    super(
        AdmissionLifecycle.TABLE,
        OWNERS_EVENTS,
        request.createdAt(),
        ReviewRound.first(request.createdAt(), request.submittedBy()));
    this.data = new Data(request, content);
  }

  /** As it was kept. */
  ProviderApplication(Cases.Kept kept, Data data) {
    super(AdmissionLifecycle.TABLE, OWNERS_EVENTS, kept);
    this.data = data;
  }

  Data data() {
    return data;
  }

  /** Nothing is wrong with it itself: a person looks until then. */
  boolean openReview(ReviewClock until) {
    if (!move(AdmissionEvent.OPEN_REVIEW)) {
      return false;
    }
    review(review().opened(until));
    return true;
  }

  /** The applicant is a provider now. */
  boolean approve(CaseId provider) {
    if (!move(AdmissionEvent.APPROVE)) {
      return false;
    }
    data.providerId = provider;
    leaveReview();
    return true;
  }

  /**
   * Back to its applicant.
   *
   * @param used days this round took
   */
  boolean sendBack(List<Problem> found, @Nullable String words, Waiting until, int used) {
    if (!move(AdmissionEvent.SEND_BACK)) {
      return false;
    }
    review(review().sentBack(found, words, until, used));
    leaveReview();
    return true;
  }

  boolean reject(List<Problem> found, @Nullable String words, Instant now) {
    if (!move(AdmissionEvent.REJECT)) {
      return false;
    }
    data.rejectedAt = now;
    review(review().said(found, words));
    leaveReview();
    return true;
  }

  boolean resubmit(AdmissionContent fixed, Instant now) {
    if (!move(AdmissionEvent.RESUBMIT)) {
      return false;
    }
    data.content = fixed;
    review(review().next(now, review().submittedBy()));
    return true;
  }

  boolean withdraw(@Nullable String words) {
    if (!move(AdmissionEvent.WITHDRAW)) {
      return false;
    }
    review(review().said(problems(), words).withWaiting(null));
    leaveReview();
    return true;
  }

  boolean expire() {
    if (!move(AdmissionEvent.EXPIRE)) {
      return false;
    }
    review(review().withWaiting(null));
    return true;
  }

  private void leaveReview() {
    review(review().withClock(null).withNotice(null));
  }

  public Request request() {
    return data.request;
  }

  public AdmissionContent content() {
    return data.content;
  }

  /** Who applies, by what is handed in now. */
  ServiceProviders.Applicant applicant() {
    Request request = data.request;
    return new ServiceProviders.Applicant(
        request.platform(), request.merchantId(), data.content.licenceNumber());
  }

  /** The provider the applicant became; null before. */
  public @Nullable CaseId providerId() {
    return data.providerId;
  }

  @Override
  public CaseId id() {
    return data.request.id();
  }

  @Override
  public String ownerId() {
    return data.request.merchantId();
  }

  @Override
  public Instant createdAt() {
    return data.request.createdAt();
  }
}
