package dev.merchantreview.onboarding;

import dev.merchantreview.cases.ProcessCase;
import dev.merchantreview.cases.ProcessCase.Standing;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.RuleResult;
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
    extends ProcessCase<StoreApplicationState, StoreApplicationEvent> {

  private static final Set<StoreApplicationEvent> OWNERS_EVENTS =
      Set.of(StoreApplicationEvent.RESUBMIT, StoreApplicationEvent.WITHDRAW);

  private final CaseId id;
  private final String submittedBy;
  private final Instant createdAt;
  private Instant submittedAt;
  private ApplicationContent content;
  private int round;
  private List<Problem> problems;
  private List<RuleResult> checks;
  private @Nullable ReviewClock audit;
  private int auditDaysUsed;
  private @Nullable Integer approvedRound;
  private @Nullable Waiting waiting;
  private @Nullable AccountVerification verification;
  private @Nullable ContractOffer contract;
  private @Nullable Long depositRequiredFen;
  private @Nullable String storeId;
  private @Nullable String reviewer;
  private @Nullable String reason;
  private @Nullable String notice;

  StoreApplication(CaseId id, String submittedBy, ApplicationContent content, Instant now) {
    super(StoreApplicationLifecycle.TABLE, OWNERS_EVENTS, now);
    this.id = id;
    this.submittedBy = submittedBy;
    this.content = content;
    this.createdAt = now;
    this.submittedAt = now;
    this.round = 1;
    this.problems = List.of();
    this.checks = List.of();
  }

  /** As it was kept. */
  StoreApplication(Snapshot kept) {
    super(StoreApplicationLifecycle.TABLE, OWNERS_EVENTS, kept.standing());
    this.id = kept.id();
    this.submittedBy = kept.submittedBy();
    this.createdAt = kept.createdAt();
    this.submittedAt = kept.submittedAt();
    this.content = kept.content();
    this.round = kept.round();
    this.problems = kept.problems();
    this.checks = kept.checks();
    this.audit = kept.audit();
    this.auditDaysUsed = kept.auditDaysUsed();
    this.approvedRound = kept.approvedRound();
    this.waiting = kept.waiting();
    this.verification = kept.verification();
    this.contract = kept.contract();
    this.depositRequiredFen = kept.depositRequiredFen();
    this.storeId = kept.storeId();
    this.reviewer = kept.reviewer();
    this.reason = kept.reason();
    this.notice = kept.notice();
  }

  /** Everything there is to keep. */
  record Snapshot(
      CaseId id,
      String submittedBy,
      ApplicationContent content,
      int round,
      List<Problem> problems,
      List<RuleResult> checks,
      @Nullable ReviewClock audit,
      int auditDaysUsed,
      @Nullable Integer approvedRound,
      @Nullable Waiting waiting,
      @Nullable AccountVerification verification,
      @Nullable ContractOffer contract,
      @Nullable Long depositRequiredFen,
      @Nullable String storeId,
      @Nullable String reviewer,
      @Nullable String reason,
      @Nullable String notice,
      Instant createdAt,
      Instant submittedAt,
      Standing<StoreApplicationState> standing) {}

  Snapshot snapshot() {
    return new Snapshot(
        id,
        submittedBy,
        content,
        round,
        problems,
        checks,
        audit,
        auditDaysUsed,
        approvedRound,
        waiting,
        verification,
        contract,
        depositRequiredFen,
        storeId,
        reviewer,
        reason,
        notice,
        createdAt,
        submittedAt,
        standing());
  }

  /** What the machine checks found in the present round. */
  void checked(List<RuleResult> results) {
    checks = List.copyOf(results);
  }

  boolean openAudit(ReviewClock clock) {
    if (!move(StoreApplicationEvent.OPEN_AUDIT)) {
      return false;
    }
    audit = clock;
    problems = List.of();
    reason = null;
    return true;
  }

  /** The auditors were reminded in this round. */
  void auditReminded(Instant now) {
    audit = runningAudit().reminded(now);
  }

  /** The audit was reported as overdue in this round. */
  void auditEscalated(Instant now) {
    audit = runningAudit().escalated(now);
  }

  /** A calendar that knows more counted the due time anew. */
  void auditRedated(ReviewClock anew) {
    audit = runningAudit().redated(anew);
  }

  private ReviewClock runningAudit() {
    if (audit == null) {
      throw new IllegalStateException("no audit runs for " + id);
    }
    return audit;
  }

  /**
   * The clock of the audit stops.
   *
   * @param daysUsed working days this round took
   */
  private void stopAudit(int daysUsed) {
    auditDaysUsed += daysUsed;
    audit = null;
  }

  boolean sendBack(List<Problem> found, @Nullable String words, Waiting until, int daysUsed) {
    if (!move(StoreApplicationEvent.SEND_BACK)) {
      return false;
    }
    problems = List.copyOf(found);
    reason = words;
    waiting = until;
    stopAudit(daysUsed);
    approvedRound = null;
    return true;
  }

  boolean resubmit(ApplicationContent fixed, Instant now) {
    if (!move(StoreApplicationEvent.RESUBMIT)) {
      return false;
    }
    content = fixed;
    submittedAt = now;
    round++;
    waiting = null;
    return true;
  }

  boolean reject(List<Problem> found, @Nullable String words) {
    if (!move(StoreApplicationEvent.REJECT)) {
      return false;
    }
    problems = List.copyOf(found);
    reason = words;
    audit = null;
    waiting = null;
    return true;
  }

  /** The present round was approved; what follows depends on the platform. */
  void approved() {
    approvedRound = round;
    audit = null;
    // Should the bank send the case back, the auditors start afresh.
    auditDaysUsed = 0;
  }

  boolean isApproved() {
    return approvedRound != null && approvedRound == round;
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
    waiting = until;
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
    waiting = until;
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
    waiting = until;
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
    waiting = null;
    return true;
  }

  boolean activate(String openedStoreId) {
    if (!move(StoreApplicationEvent.ACTIVATE)) {
      return false;
    }
    storeId = openedStoreId;
    waiting = null;
    return true;
  }

  boolean withdraw(@Nullable String words) {
    if (!move(StoreApplicationEvent.WITHDRAW)) {
      return false;
    }
    reason = words;
    audit = null;
    waiting = null;
    return true;
  }

  boolean expire() {
    if (!move(StoreApplicationEvent.EXPIRE)) {
      return false;
    }
    waiting = null;
    return true;
  }

  /** The merchant was reminded of the deadline it has now. */
  void merchantReminded(Instant now) {
    if (waiting != null) {
      waiting = waiting.reminded(now);
    }
  }

  /** The reviewer's task was dealt with; it counts only once. */
  void taskUsed(long taskKey, @Nullable String by) {
    useTask(taskKey);
    reviewer = by;
    notice = null;
  }

  /** The task comes back fresh, with these words on top of its form. */
  void taskReturned(long taskKey, String words) {
    useTask(taskKey);
    notice = words;
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

  /** Counts submissions from 1. */
  public int round() {
    return round;
  }

  public List<Problem> problems() {
    return problems;
  }

  /** What the machine checks of the last round that passed them found. */
  List<RuleResult> checks() {
    return checks;
  }

  /** The clock of the audit; null while no auditor has the case. */
  public @Nullable ReviewClock audit() {
    return audit;
  }

  /** Working days earlier rounds of audit took. */
  int auditDaysUsed() {
    return auditDaysUsed;
  }

  /** Until when the merchant is waited for; null while it is not. */
  public @Nullable Waiting waiting() {
    return waiting;
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

  /** Why the task came back, for the top of its form. */
  @Nullable String notice() {
    return notice;
  }

  /** Who gave the last verdict. */
  public @Nullable String reviewer() {
    return reviewer;
  }

  /** What the auditor, or the merchant who withdrew, said. */
  public @Nullable String reason() {
    return reason;
  }

  public Instant createdAt() {
    return createdAt;
  }

  /** When the present round was handed in: the audit's working days count from here. */
  public Instant submittedAt() {
    return submittedAt;
  }
}
