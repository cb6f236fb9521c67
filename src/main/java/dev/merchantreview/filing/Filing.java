package dev.merchantreview.filing;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import dev.merchantreview.documents.DocumentReference;
import dev.merchantreview.review.Cases;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.ReviewRound;
import dev.merchantreview.review.ReviewedCase;
import dev.merchantreview.review.Waiting;
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
public final class Filing extends ReviewedCase<FilingState, FilingEvent> {

  private static final Set<FilingEvent> OWNERS_EVENTS =
      Set.of(FilingEvent.SUBMIT, FilingEvent.WITHDRAW);

  private final Data data;
  private boolean decidedAgain;

  /** What is kept of a filing besides what is kept of every case. */
  @JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
  static final class Data {

    final Declaration declared;
    List<FilingReason> reasons;
    @Nullable Instant liveAt;
    boolean late;
    int cycle;
    boolean lapsed;
    List<DocumentReference> documents = List.of();
    @Nullable Submission submission;
    @Nullable Approval approval;
    @Nullable Again again;

    @JsonCreator
    Data(Declaration declared, List<FilingReason> reasons) {
      this.declared = declared;
      this.reasons = reasons;
    }
  }

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

  /**
   * A new one, PENDING.
   *
   * @param until how long the qualification is waited for
   */
  Filing(
      Declaration declared,
      FilingReason first,
      @Nullable Instant liveAt,
      boolean late,
      Waiting until) {
    super(
        FilingLifecycle.TABLE,
        OWNERS_EVENTS,
        declared.createdAt(),
        ReviewRound.none(declared.createdAt(), declared.createdBy()).withWaiting(until));
    this.data = new Data(declared, List.of(first));
    data.liveAt = liveAt;
    data.late = late;
    beginCycle();
  }

  /** As it was kept. */
  Filing(Cases.Kept kept, Data data) {
    super(FilingLifecycle.TABLE, OWNERS_EVENTS, kept);
    this.data = data;
  }

  Data data() {
    return data;
  }

  /** The owner hands in the qualification: a new round of review begins. */
  boolean submit(List<DocumentReference> handedIn, Submission handed, boolean tooLate) {
    if (!moveInCycle(FilingEvent.SUBMIT)) {
      return false;
    }
    Again reviewed = again();
    if (reviewed != null) {
      data.again = reviewed.handedIn(handed.at());
    }
    data.documents = List.copyOf(handedIn);
    data.submission = handed;
    data.late = tooLate;
    review(
        review()
            .next(handed.at(), handed.by())
            .said(List.of(), null)
            .checked(List.of())
            .withClock(null));
    return true;
  }

  /**
   * Whether handing this in again would change nothing of what was refused. What lies with the
   * platform, like a rating or an offline review, can be different by now.
   */
  boolean isRefusedAlready(List<DocumentReference> handedIn, long watchedRevision) {
    return state() == FilingState.REJECTED
        && problems().stream().noneMatch(problem -> problem.pointer().isEmpty())
        && data.documents.equals(handedIn)
        && data.submission != null
        && data.submission.watchedRevision() == watchedRevision;
  }

  /** What a notice has reviewed again was handed in: its reviewers are due then. */
  void reviewIsDue(Instant until) {
    Again reviewed = again();
    if (reviewed != null) {
      data.again = reviewed.reviewedUntil(until);
    }
  }

  /**
   * The owner takes the submission back.
   *
   * @param until how long another one is waited for
   */
  boolean withdraw(Waiting until) {
    if (!moveInCycle(FilingEvent.WITHDRAW)) {
      return false;
    }
    noLongerReviewed();
    review(review().withClock(null).withWaiting(until));
    return true;
  }

  /**
   * A watched field of the product was edited: nothing decided about the old content counts.
   *
   * @param until how long a submission of the new content is waited for
   */
  boolean edited(FilingReason edit, Waiting until) {
    if (!moveInCycle(FilingEvent.EDIT)) {
      return false;
    }
    noLongerReviewed();
    because(edit);
    review(review().said(List.of(), null).withClock(null).withWaiting(until));
    return true;
  }

  /**
   * A rule notice has it reviewed again, and its owner hands in again.
   *
   * @param until how long that is waited for
   */
  boolean reopen(FilingReason why, Again asked, Waiting until) {
    if (!moveInCycle(FilingEvent.REOPEN)) {
      return false;
    }
    begin(why, asked);
    review(review().said(List.of(), null).withClock(null).withWaiting(until));
    return true;
  }

  /** A rule notice has it reviewed again as it is: a new round of review begins. */
  boolean reviewAgain(FilingReason why, Again asked, Submission same) {
    if (!moveInCycle(FilingEvent.REVIEW_AGAIN)) {
      return false;
    }
    begin(why, asked);
    data.submission = same;
    review(
        review()
            .next(same.at(), review().submittedBy())
            .said(List.of(), null)
            .checked(List.of())
            .withClock(null));
    return true;
  }

  private void begin(FilingReason why, Again asked) {
    because(why);
    data.again = asked.in(data.cycle);
  }

  private void because(FilingReason why) {
    List<FilingReason> chain = new ArrayList<>(data.reasons);
    chain.add(why);
    data.reasons = List.copyOf(chain);
  }

  private void noLongerReviewed() {
    Again reviewed = again();
    if (reviewed != null) {
      data.again = reviewed.reviewedUntil(null);
    }
  }

  /** Whether it may be sold by what a notice says that has it reviewed again. */
  boolean isKept() {
    return keptRevision() != null;
  }

  /**
   * Another notice touches it while it is reviewed again, and it is on sale by the first one's
   * terms: no other round begins, the stricter terms count.
   *
   * @param later as it would be if it was opened for that notice now
   */
  boolean tighten(FilingReason why, Again later) {
    Again reviewed = again();
    if (reviewed == null || !isKept()) {
      return false;
    }
    because(why);
    data.again = reviewed.tightened(later);
    return true;
  }

  /** The working days a notice gives are counted by another calendar. */
  void redateAgain(Again anew) {
    data.again = anew;
  }

  /** A move that decides what was reviewed again, if it was. */
  private boolean decide(FilingEvent event) {
    Again reviewed = again();
    if (!move(event)) {
      return false;
    }
    data.again = null;
    decidedAgain |= reviewed != null;
    return true;
  }

  boolean close() {
    if (!decide(FilingEvent.CLOSE)) {
      return false;
    }
    review(review().withClock(null).withWaiting(null));
    return true;
  }

  /** A change that an instance accompanies from now on, if none does yet. */
  private boolean moveInCycle(FilingEvent event) {
    boolean accompanied = isAccompanied();
    Again reviewed = again();
    if (!move(event)) {
      return false;
    }
    if (!accompanied) {
      beginCycle();
      data.again = reviewed == null ? null : reviewed.in(data.cycle);
    }
    return true;
  }

  private void beginCycle() {
    data.cycle++;
    data.lapsed = false;
    leaveInstance();
  }

  /** It is older than cycles, and waits without an instance: one will accompany it. */
  void accompany(Waiting until) {
    beginCycle();
    review(review().withWaiting(until));
  }

  @Override
  protected void released() {
    if (data.cycle == 0) {
      beginCycle();
    } else {
      super.released();
    }
  }

  /** The qualification is waited for until another time. */
  void waitUntil(Waiting until) {
    review(review().withWaiting(until));
  }

  /** Nobody answered for long: no instance waits any more, it stays PENDING. */
  void lapse() {
    data.lapsed = true;
    review(review().withWaiting(null));
  }

  boolean approve(String reviewer, Instant now) {
    Submission submission = data.submission;
    if (submission == null || !decide(FilingEvent.APPROVE)) {
      return false;
    }
    data.approval =
        new Approval(
            round(), reviewer, now, submission.productVersion(), submission.watchedRevision());
    review(review().withClock(null).withNotice(null));
    return true;
  }

  boolean reject(List<Problem> found, @Nullable String words) {
    if (!decide(FilingEvent.REJECT)) {
      return false;
    }
    review(review().said(found, words).withClock(null).withNotice(null));
    return true;
  }

  /** The live is at another time now. */
  void liveMoved(Instant to, boolean tooLate) {
    data.liveAt = to;
    data.late = tooLate;
  }

  public Declaration declared() {
    return data.declared;
  }

  /**
   * Counts the times it began to wait for its owner from 1; 0 when it is older than cycles and did
   * not since.
   */
  int cycle() {
    return data.cycle;
  }

  /** What the engine knows the present cycle by. */
  String cycleKey() {
    return id() + ":c" + data.cycle;
  }

  /** Whether its owner was waited for in vain, and no instance waits any more. */
  public boolean isLapsed() {
    return data.lapsed;
  }

  /** Whether an instance that knows of cycles works on it. */
  boolean isAccompanied() {
    return data.cycle > 0
        && !data.lapsed
        && (state() == FilingState.PENDING || state() == FilingState.IN_REVIEW);
  }

  /**
   * Why and until when it is reviewed again; null unless it is. What an instance of before left
   * there when it decided is over by its state, or by its cycle.
   */
  public @Nullable Again again() {
    Again kept = data.again;
    boolean undecided = state() == FilingState.PENDING || state() == FilingState.IN_REVIEW;
    return kept != null && undecided && kept.cycle() == data.cycle ? kept : null;
  }

  /** Whether what was reviewed again was decided since it was read. */
  boolean isDecidedAgain() {
    return decidedAgain;
  }

  /** The watched revision the product may be sold at although it is not decided; or null. */
  @Nullable Long keptRevision() {
    Again reviewed = again();
    return reviewed != null && reviewed.keeps() && data.approval != null
        ? data.approval.watchedRevision()
        : null;
  }

  /** Until when it may; null for as long as it is not decided. */
  public @Nullable Instant keptUntil() {
    Again reviewed = again();
    ReviewClock clock = review().clock();
    return reviewed == null || !reviewed.keeps()
        ? null
        : reviewed.keptUntil(
            state() == FilingState.IN_REVIEW, clock == null ? null : clock.dueAt());
  }

  @Override
  public CaseId id() {
    return data.declared.id();
  }

  @Override
  public String ownerId() {
    return data.declared.ownerId();
  }

  @Override
  public Instant createdAt() {
    return data.declared.createdAt();
  }

  public @Nullable Instant liveAt() {
    return data.liveAt;
  }

  /** Whether it was declared or submitted later than its live allows. */
  public boolean isLate() {
    return data.late;
  }

  public List<FilingReason> reasons() {
    return data.reasons;
  }

  public List<DocumentReference> documents() {
    return data.documents;
  }

  public @Nullable Submission submission() {
    return data.submission;
  }

  /** The watched revision the product may be sold at; null unless it is approved. */
  @Nullable Long approvedRevision() {
    Approval latest = data.approval;
    return state() == FilingState.APPROVED && latest != null ? latest.watchedRevision() : null;
  }

  public @Nullable Approval approval() {
    return data.approval;
  }
}
