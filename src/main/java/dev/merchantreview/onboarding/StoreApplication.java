package dev.merchantreview.onboarding;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.merchantreview.deposit.DepositPurpose;
import dev.merchantreview.review.Cases;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.ReviewRound;
import dev.merchantreview.review.ReviewedCase;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.review.SealedCases;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Problem;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
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
  private final Instant createdAt;
  private final Data data;
  // Not kept: by the next verdict it is known.
  private List<Problem> justFound = List.of();

  /** What is kept of an application besides what is kept of every case. */
  static final class Data extends SealedCases.Data<ApplicationContent> {

    final String submittedBy;
    @Nullable Road road;
    @Nullable Integer checkedRound;
    @Nullable Instant checkedAt;
    @Nullable Instant shopHandedInAt;
    @Nullable Integer approvedRound;
    AccountVerification.@Nullable Kept verification;
    // Fields of their own: an instance of the release before leaves them as they are.
    AccountVerification.@Nullable Ways verificationWays;
    @Nullable Promotion promotion;
    // Sealed, and only where it is kept: what is in the content counts.
    @Nullable ShopData shop;
    @Nullable ContractOffer contract;
    @Nullable Long depositRequiredFen;
    @Nullable Long promotionRequiredFen;
    @Nullable String storeId;
    @Nullable String reviewer;

    @JsonCreator
    Data(String submittedBy, ApplicationContent content) {
      super(content);
      this.submittedBy = submittedBy;
    }

    @Override
    public String ownerId() {
      return content().merchantId();
    }

    @Nullable AccountVerification verification() {
      return verification == null ? null : AccountVerification.of(verification, verificationWays);
    }

    void verification(AccountVerification current) {
      verification = current.kept();
      verificationWays = current.ways();
    }

    void handedIn(int round) {
      promotion = new Promotion(round, content().promotion());
    }

    /** An instance of the release before keeps the content without what it does not know of it. */
    void complete(int round) {
      if (promotion != null && promotion.round() == round && content().promotion() == null) {
        content(content().withPromotion(promotion.wanted()));
      }
    }
  }

  /**
   * Whether promotion is wanted.
   *
   * @param round whose content says so
   */
  record Promotion(int round, @Nullable Boolean wanted) {}

  StoreApplication(CaseId id, String submittedBy, ApplicationContent content, Instant now) {
    super(StoreApplicationLifecycle.TABLE, OWNERS_EVENTS, now, ReviewRound.first(now, submittedBy));
    this.id = id;
    this.createdAt = now;
    this.data = new Data(submittedBy, content);
    data.handedIn(round());
  }

  /** As it was kept. */
  StoreApplication(Cases.Kept kept, Data data) {
    super(StoreApplicationLifecycle.TABLE, OWNERS_EVENTS, kept);
    this.id = kept.id();
    this.createdAt = kept.createdAt();
    this.data = data;
    data.complete(round());
  }

  Data data() {
    return data;
  }

  /** The road it walks: what it was told of when it was handed in. */
  void walks(Road road) {
    data.road = road;
  }

  /** The road it walks; null for one handed in before that was kept. */
  @Nullable Road road() {
    return data.road;
  }

  /** The machine checks of the present round are passed. */
  void checksPassed() {
    data.checkedRound = round();
  }

  /** Whether they are; what was in review had passed them before that was kept, too. */
  boolean areChecksPassed() {
    return data.checkedRound != null && data.checkedRound == round()
        || state() == StoreApplicationState.IN_REVIEW
        || isApproved();
  }

  /** The machine checks were applied to what is handed in now. */
  void checkedAt(Instant at) {
    data.checkedAt = at;
  }

  /** When they were last; the submission where that was before it was kept. */
  Instant checkedAt() {
    return data.checkedAt == null ? submittedAt() : data.checkedAt;
  }

  /** A rule was looked at again when a verdict came; what it finds that is new is on record. */
  void lookedAgain(RuleResult latest) {
    List<Problem> known =
        checks().stream()
            .filter(one -> one.rule().equals(latest.rule()))
            .flatMap(one -> one.findings().stream())
            .toList();
    justFound = latest.findings().stream().filter(one -> !known.contains(one)).toList();
    if (!justFound.isEmpty()) {
      Stream<RuleResult> others =
          checks().stream().filter(one -> !one.rule().equals(latest.rule()));
      review(review().checked(Stream.concat(others, Stream.of(latest)).toList()));
    }
  }

  /** What was found as a verdict came, and whoever gave it did not know. */
  List<Problem> justFound() {
    return justFound;
  }

  /** Whether an audit may open that is not open yet. */
  boolean mayOpenAudit() {
    return state() != StoreApplicationState.IN_REVIEW && allows(StoreApplicationEvent.OPEN_REVIEW);
  }

  boolean openAudit(ReviewClock clock) {
    if (!move(StoreApplicationEvent.OPEN_REVIEW)) {
      return false;
    }
    review(review().opened(clock).withWaiting(null));
    return true;
  }

  boolean sendBack(List<Problem> found, @Nullable String words, Waiting until, int daysUsed) {
    if (!move(StoreApplicationEvent.SEND_BACK)) {
      return false;
    }
    review(review().sentBack(found, words, until, daysUsed));
    data.approvedRound = null;
    return true;
  }

  /** What is handed in as it counts: what the shop shows stays where it is left out. */
  ApplicationContent completed(ApplicationContent fixed) {
    return fixed.shop() == null ? fixed.withShop(content().shop()) : fixed;
  }

  /**
   * Since when a person could look at it: the submission of this round, or what the merchant did
   * last of what comes before the audit. Not since the engine came to the step.
   */
  Instant readyForAuditSince() {
    Instant since = submittedAt();
    AccountVerification verification = verification();
    Instant verified = verification == null ? null : verification.verifiedAt();
    for (Instant one : Arrays.asList(verified, data.shopHandedInAt)) {
      if (one != null && one.isAfter(since)) {
        since = one;
      }
    }
    return since;
  }

  boolean resubmit(ApplicationContent fixed, Instant now) {
    if (!move(StoreApplicationEvent.RESUBMIT)) {
      return false;
    }
    data.content(completed(fixed));
    review(review().next(now, data.submittedBy));
    data.handedIn(round());
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
    data.approvedRound = round();
    // Should the bank send the case back, the auditors start afresh.
    review(review().withClock(null).withDaysUsed(0));
  }

  /** The round that was approved last; null while none is. */
  @Nullable Integer approvedRound() {
    return data.approvedRound;
  }

  boolean isApproved() {
    return data.approvedRound != null && data.approvedRound == round();
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
    data.verification(next);
    review(review().withWaiting(until));
    return true;
  }

  /** The bank moved the money, or the confirmation was asked for. */
  void verificationBegun(Instant now) {
    data.verification(runningVerification().begun(now));
  }

  void accountAnsweredWrong() {
    data.verification(runningVerification().answeredWrong());
  }

  void accountVerified(Instant now, VerificationMethod by) {
    data.verification(runningVerification().verified(now, by));
  }

  /** What the shop shows is asked for. */
  boolean askShopData(Waiting until) {
    if (!move(StoreApplicationEvent.ASK_SHOP_DATA)) {
      return false;
    }
    data.shopHandedInAt = null;
    review(review().withWaiting(until));
    return true;
  }

  /**
   * What the shop shows was handed in.
   *
   * @return false when nobody asks for it now
   */
  boolean handInShop(ShopData shop, Instant now) {
    if (state() != StoreApplicationState.SHOP_DATA_DUE) {
      return false;
    }
    data.content(content().withShop(shop));
    data.shopHandedInAt = now;
    return true;
  }

  /** Whether the merchant has still to describe its shop; a correction is taken besides. */
  public boolean isShopAwaited() {
    return state() == StoreApplicationState.SHOP_DATA_DUE && data.shopHandedInAt == null;
  }

  private AccountVerification runningVerification() {
    AccountVerification running = data.verification();
    if (running == null) {
      throw new IllegalStateException("no account verification runs for " + id);
    }
    return running;
  }

  boolean offerContract(ContractOffer offer, Waiting until) {
    if (!move(StoreApplicationEvent.OFFER_CONTRACT)) {
      return false;
    }
    data.contract = offer;
    review(review().withWaiting(until));
    return true;
  }

  /** The signing provider says the contract is signed. */
  void contractSigned(Instant at) {
    ContractOffer offered = data.contract;
    if (offered == null) {
      throw new IllegalStateException("no contract was offered for " + id);
    }
    data.contract = offered.signed(at);
  }

  /**
   * @param promotionFen what is demanded for promotion; null where none is wanted, or asked for
   * @return false when the state does not allow it
   */
  boolean demandDeposit(long requiredFen, @Nullable Long promotionFen, Waiting until) {
    if (!move(StoreApplicationEvent.DEMAND_DEPOSIT)) {
      return false;
    }
    data.depositRequiredFen = requiredFen;
    data.promotionRequiredFen = promotionFen;
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
    data.depositRequiredFen = 0L;
    review(review().withWaiting(null));
    return true;
  }

  /** A store is prepared for it, which sells nothing yet. */
  void prepared(String preparedStoreId) {
    data.storeId = preparedStoreId;
  }

  boolean activate(String openedStoreId) {
    if (!move(StoreApplicationEvent.ACTIVATE)) {
      return false;
    }
    data.storeId = openedStoreId;
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
    data.reviewer = by;
  }

  @Override
  public CaseId id() {
    return id;
  }

  @Override
  public String ownerId() {
    return data.ownerId();
  }

  /** The system that handed it in: only it sees the content unmasked. */
  public String submittedBy() {
    return data.submittedBy;
  }

  public ApplicationContent content() {
    return data.content();
  }

  /** The verification of the settlement account; null before there was one. */
  public @Nullable AccountVerification verification() {
    return data.verification();
  }

  public @Nullable ContractOffer contract() {
    return data.contract;
  }

  public @Nullable Long depositRequiredFen() {
    return data.depositRequiredFen;
  }

  /** What is demanded for something; null while nothing is. */
  public @Nullable Long requiredFen(DepositPurpose purpose) {
    return switch (purpose) {
      case STORE -> data.depositRequiredFen;
      case PROMOTION -> data.promotionRequiredFen;
      case YEARLY_FEE -> null;
    };
  }

  /**
   * Whether everything that was demanded has been paid, each deposit for itself.
   *
   * @param paidFen what was paid for each
   */
  boolean isDepositComplete(ToLongFunction<DepositPurpose> paidFen) {
    return data.depositRequiredFen != null
        && Arrays.stream(DepositPurpose.values())
            .allMatch(
                purpose -> {
                  Long required = requiredFen(purpose);
                  return required == null || paidFen.applyAsLong(purpose) >= required;
                });
  }

  public @Nullable String storeId() {
    return data.storeId;
  }

  /** Who gave the last verdict. */
  public @Nullable String reviewer() {
    return data.reviewer;
  }

  @Override
  public Instant createdAt() {
    return createdAt;
  }
}
