package dev.merchantreview.onboarding;

import dev.merchantreview.cases.ProcessCase.Standing;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.ReviewRound;
import dev.merchantreview.review.ReviewedCase;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One request to open one store (入驻申请). Changed only by the methods here, each guarded by the
 * lifecycle; a method that answers false or empty has changed nothing.
 */
public final class StoreApplication
    extends ReviewedCase<StoreApplicationState, StoreApplicationEvent> {

  private static final Set<StoreApplicationEvent> OWNERS_EVENTS =
      Set.of(StoreApplicationEvent.RESUBMIT, StoreApplicationEvent.WITHDRAW);

  private final CaseId id;
  private final String submittedBy;
  private final Instant createdAt;
  private ApplicationContent content;
  private @Nullable Integer approvedRound;
  private @Nullable AccountVerification verification;
  private @Nullable ContractOffer contract;
  private @Nullable Long depositRequiredFen;
  private @Nullable String storeId;
  private @Nullable String reviewer;

  StoreApplication(CaseId id, String submittedBy, ApplicationContent content, Instant now) {
    super(StoreApplicationLifecycle.TABLE, OWNERS_EVENTS, now, ReviewRound.first(now, submittedBy));
    this.id = id;
    this.submittedBy = submittedBy;
    this.content = content;
    this.createdAt = now;
  }

  /** As it was kept. */
  StoreApplication(Snapshot kept) {
    super(StoreApplicationLifecycle.TABLE, OWNERS_EVENTS, kept.standing(), kept.review());
    this.id = kept.id();
    this.submittedBy = kept.submittedBy();
    this.createdAt = kept.createdAt();
    this.content = kept.content();
    this.approvedRound = kept.approvedRound();
    this.verification = kept.verification();
    this.contract = kept.contract();
    this.depositRequiredFen = kept.depositRequiredFen();
    this.storeId = kept.storeId();
    this.reviewer = kept.reviewer();
  }

  /** Everything there is to keep. */
  record Snapshot(
      CaseId id,
      String submittedBy,
      ApplicationContent content,
      ReviewRound review,
      @Nullable Integer approvedRound,
      @Nullable AccountVerification verification,
      @Nullable ContractOffer contract,
      @Nullable Long depositRequiredFen,
      @Nullable String storeId,
      @Nullable String reviewer,
      Instant createdAt,
      Standing<StoreApplicationState> standing) {}

  boolean openAudit(ReviewClock clock) {
    if (!move(StoreApplicationEvent.OPEN_AUDIT)) {
      return false;
    }
    review(review().opened(clock));
    return true;
  }

  boolean sendBack(List<Problem> found, @Nullable String words, Waiting until, int daysUsed) {
    if (!move(StoreApplicationEvent.SEND_BACK)) {
      return false;
    }
    review(review().sentBack(found, words, until, daysUsed));
    approvedRound = null;
    return true;
  }

  boolean resubmit(ApplicationContent fixed, Instant now) {
    if (!move(StoreApplicationEvent.RESUBMIT)) {
      return false;
    }
    content = fixed;
    review(review().next(now, submittedBy));
    return true;
  }

  boolean reject(List<Problem> found, @Nullable String words) {
    if (!move(StoreApplicationEvent.REJECT)) {
      return false;
    }
    review(review().said(found, words).withClock(null).withWaiting(null));
    return true;
  }

  /** The present round was approved; what follows depends on the platform. */
  void approved() {
    approvedRound = round();
    // Should the bank send the case back, the auditors start afresh.
    review(review().withClock(null).withDaysUsed(0));
  }

  /** The round that was approved last; null while none is. */
  @Nullable Integer approvedRound() {
    return approvedRound;
  }

  boolean isApproved() {
    return approvedRound != null && approvedRound == round();
  }

  /**
   * A verification of the settlement account starts: the first of the round, or the next one.
   *
   * @return false when the state does not allow it
   */
  boolean verifyAccount(AccountVerification next, Waiting until) {
    if (state() != StoreApplicationState.VERIFYING_ACCOUNT
        && !move(StoreApplicationEvent.VERIFY_ACCOUNT)) {
      return false;
    }
    verification = next;
    review(review().withWaiting(until));
    return true;
  }

  /** The bank moved the money, or the confirmation was asked for. */
  void verificationBegun(Instant now) {
    verification = runningVerification().begun(now);
  }

  void accountAnsweredWrong() {
    verification = runningVerification().answeredWrong();
  }

  void accountVerified(Instant now) {
    verification = runningVerification().verified(now);
  }

  private AccountVerification runningVerification() {
    if (verification == null) {
      throw new IllegalStateException("no account verification runs for " + id);
    }
    return verification;
  }

  boolean offerContract(ContractOffer offer, Waiting until) {
    if (!move(StoreApplicationEvent.OFFER_CONTRACT)) {
      return false;
    }
    contract = offer;
    review(review().withWaiting(until));
    return true;
  }

  /** The signing provider says the contract is signed. */
  void contractSigned(Instant at) {
    if (contract == null) {
      throw new IllegalStateException("no contract was offered for " + id);
    }
    contract = contract.signed(at);
  }

  boolean demandDeposit(long requiredFen, Waiting until) {
    if (!move(StoreApplicationEvent.DEMAND_DEPOSIT)) {
      return false;
    }
    depositRequiredFen = requiredFen;
    review(review().withWaiting(until));
    return true;
  }

  /**
   * The deposit table asks for nothing: the store can open.
   *
   * @return false when the state does not allow it
   */
  boolean depositNotRequired() {
    if (!allows(StoreApplicationEvent.DEMAND_DEPOSIT)) {
      return false;
    }
    depositRequiredFen = 0L;
    review(review().withWaiting(null));
    return true;
  }

  boolean activate(String openedStoreId) {
    if (!move(StoreApplicationEvent.ACTIVATE)) {
      return false;
    }
    storeId = openedStoreId;
    review(review().withWaiting(null));
    return true;
  }

  boolean withdraw(@Nullable String words) {
    if (!move(StoreApplicationEvent.WITHDRAW)) {
      return false;
    }
    review(review().said(problems(), words).withClock(null).withWaiting(null));
    return true;
  }

  boolean expire() {
    if (!move(StoreApplicationEvent.EXPIRE)) {
      return false;
    }
    review(review().withWaiting(null));
    return true;
  }

  /** Who gave the last verdict that counted. */
  void reviewedBy(String by) {
    reviewer = by;
  }

  @Override
  public CaseId id() {
    return id;
  }

  /** The system that handed it in: only it sees the content unmasked. */
  public String submittedBy() {
    return submittedBy;
  }

  public ApplicationContent content() {
    return content;
  }

  /** The verification of the settlement account; null before there was one. */
  public @Nullable AccountVerification verification() {
    return verification;
  }

  public @Nullable ContractOffer contract() {
    return contract;
  }

  public @Nullable Long depositRequiredFen() {
    return depositRequiredFen;
  }

  public @Nullable String storeId() {
    return storeId;
  }

  /** Who gave the last verdict. */
  public @Nullable String reviewer() {
    return reviewer;
  }

  public Instant createdAt() {
    return createdAt;
  }
}
