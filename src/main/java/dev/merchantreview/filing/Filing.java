package dev.merchantreview.filing;

import dev.merchantreview.cases.ProcessCase;
import dev.merchantreview.cases.ProcessCase.Standing;
import dev.merchantreview.documents.DocumentReference;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The permission request for one product in one selling scenario (报备), from its declaration until
 * the product is taken off the shelf. Changed only by the methods here, each guarded by the
 * lifecycle; a method that answers false has changed nothing.
 */
public final class Filing extends ProcessCase<FilingState, FilingEvent> {

  private static final Set<FilingEvent> OWNERS_EVENTS =
      Set.of(FilingEvent.SUBMIT, FilingEvent.WITHDRAW);

  private final Declaration declared;
  private @Nullable Instant liveAt;
  private boolean late;
  private List<FilingReason> reasons;
  private int round;
  private List<DocumentReference> documents;
  private @Nullable Submission submission;
  private @Nullable Approval approval;
  private List<Problem> problems;
  private @Nullable String reason;
  private List<RuleResult> checks;
  private @Nullable ReviewClock clock;
  private @Nullable String notice;

  /**
   * What never changes of a filing.
   *
   * @param sellerId the streamer who sells the product
   * @param linkedId in a PK, the streamer on the other side; null otherwise
   * @param luckyDraw whether the product is given away by the lucky-draw tool (好运来)
   */
  public record Declaration(
      CaseId id,
      Scenario scenario,
      String productId,
      String ownerId,
      Platform platform,
      String sellerId,
      @Nullable String linkedId,
      boolean luckyDraw,
      String createdBy,
      Instant createdAt) {

    /** The streamer the filing is because of: the other side in a PK, the seller otherwise. */
    public String streamerId() {
      return linkedId == null ? sellerId : linkedId;
    }
  }

  Filing(Declaration declared, FilingReason first, @Nullable Instant liveAt, boolean late) {
    super(FilingLifecycle.TABLE, OWNERS_EVENTS, declared.createdAt());
    this.declared = declared;
    this.liveAt = liveAt;
    this.late = late;
    this.reasons = List.of(first);
    this.documents = List.of();
    this.problems = List.of();
    this.checks = List.of();
  }

  /** As it was kept. */
  Filing(Snapshot kept) {
    super(FilingLifecycle.TABLE, OWNERS_EVENTS, kept.standing());
    this.declared = kept.declared();
    this.liveAt = kept.liveAt();
    this.late = kept.late();
    this.reasons = kept.reasons();
    this.round = kept.round();
    this.documents = kept.documents();
    this.submission = kept.submission();
    this.approval = kept.approval();
    this.problems = kept.problems();
    this.reason = kept.reason();
    this.checks = kept.checks();
    this.clock = kept.clock();
    this.notice = kept.notice();
  }

  /** Everything there is to keep. */
  record Snapshot(
      Declaration declared,
      @Nullable Instant liveAt,
      boolean late,
      List<FilingReason> reasons,
      int round,
      List<DocumentReference> documents,
      @Nullable Submission submission,
      @Nullable Approval approval,
      List<Problem> problems,
      @Nullable String reason,
      List<RuleResult> checks,
      @Nullable ReviewClock clock,
      @Nullable String notice,
      Standing<FilingState> standing) {}

  Snapshot snapshot() {
    return new Snapshot(
        declared,
        liveAt,
        late,
        reasons,
        round,
        documents,
        submission,
        approval,
        problems,
        reason,
        checks,
        clock,
        notice,
        standing());
  }

  /** The owner hands in the qualification: a new round of review begins. */
  boolean submit(List<DocumentReference> handedIn, Submission handed, boolean tooLate) {
    if (!move(FilingEvent.SUBMIT)) {
      return false;
    }
    documents = List.copyOf(handedIn);
    submission = handed;
    late = tooLate;
    round++;
    problems = List.of();
    reason = null;
    checks = List.of();
    clock = null;
    leaveInstance();
    return true;
  }

  /**
   * Whether handing this in again would change nothing of what was refused. What lies with the
   * platform, like a rating or an offline review, can be different by now.
   */
  boolean isRefusedAlready(List<DocumentReference> handedIn, long watchedRevision) {
    return state() == FilingState.REJECTED
        && problems.stream().noneMatch(problem -> problem.pointer().isEmpty())
        && documents.equals(handedIn)
        && submission != null
        && submission.watchedRevision() == watchedRevision;
  }

  boolean withdraw() {
    if (!move(FilingEvent.WITHDRAW)) {
      return false;
    }
    clock = null;
    return true;
  }

  /** A watched field of the product was edited: what was said of the old content counts no more. */
  boolean edited(FilingReason edit) {
    if (!move(FilingEvent.EDIT)) {
      return false;
    }
    List<FilingReason> chain = new ArrayList<>(reasons);
    chain.add(edit);
    reasons = List.copyOf(chain);
    problems = List.of();
    reason = null;
    clock = null;
    return true;
  }

  boolean close() {
    if (!move(FilingEvent.CLOSE)) {
      return false;
    }
    clock = null;
    return true;
  }

  boolean approve(String reviewer, Instant now) {
    if (submission == null || !move(FilingEvent.APPROVE)) {
      return false;
    }
    approval =
        new Approval(
            round, reviewer, now, submission.productVersion(), submission.watchedRevision());
    clock = null;
    notice = null;
    return true;
  }

  boolean reject(List<Problem> found, @Nullable String words) {
    if (!move(FilingEvent.REJECT)) {
      return false;
    }
    problems = List.copyOf(found);
    reason = words;
    clock = null;
    notice = null;
    return true;
  }

  /** What the machine checks found in the present round. */
  void checked(List<RuleResult> results) {
    checks = List.copyOf(results);
  }

  /** A person looks at the present round until then. */
  void reviewOpened(ReviewClock until) {
    clock = until;
  }

  /** The reviewers were reminded in this round. */
  void reviewReminded(Instant now) {
    clock = runningReview().reminded(now);
  }

  /** The review was reported as overdue in this round. */
  void reviewEscalated(Instant now) {
    clock = runningReview().escalated(now);
  }

  /** A calendar that knows more counted the due time anew. */
  void reviewRedated(ReviewClock anew) {
    clock = runningReview().redated(anew);
  }

  private ReviewClock runningReview() {
    if (clock == null) {
      throw new IllegalStateException("no review runs for " + id());
    }
    return clock;
  }

  /** The task's completion was dealt with, and led to nothing; the next reviewer is told why. */
  void taskReturned(long taskKey, String why) {
    useTask(taskKey);
    notice = why;
  }

  /** The live is at another time now. */
  void liveMoved(Instant to, boolean tooLate) {
    liveAt = to;
    late = tooLate;
  }

  /** What the engine knows the present round by: no other round of any filing has it. */
  String roundKey() {
    return id() + ":" + round;
  }

  public Declaration declared() {
    return declared;
  }

  @Override
  public CaseId id() {
    return declared.id();
  }

  public @Nullable Instant liveAt() {
    return liveAt;
  }

  /** Whether it was declared or submitted later than its live allows. */
  public boolean isLate() {
    return late;
  }

  public List<FilingReason> reasons() {
    return reasons;
  }

  public int round() {
    return round;
  }

  public List<DocumentReference> documents() {
    return documents;
  }

  public @Nullable Submission submission() {
    return submission;
  }

  public @Nullable Approval approval() {
    return approval;
  }

  public List<Problem> problems() {
    return problems;
  }

  public @Nullable String reason() {
    return reason;
  }

  List<RuleResult> checks() {
    return checks;
  }

  public @Nullable ReviewClock clock() {
    return clock;
  }

  @Nullable String notice() {
    return notice;
  }
}
