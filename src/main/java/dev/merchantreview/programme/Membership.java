package dev.merchantreview.programme;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import dev.merchantreview.figure.FigureSubject;
import dev.merchantreview.review.Cases;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.ReviewRound;
import dev.merchantreview.review.ReviewedCase;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A subject's membership of a programme, from the application on. Changed only by the methods here,
 * each guarded by the lifecycle; a method that answers false has changed nothing.
 */
public final class Membership extends ReviewedCase<MembershipState, MembershipEvent> {

  private static final Set<MembershipEvent> OWNERS_EVENTS = Set.of(MembershipEvent.LEAVE);

  private final CaseId id;
  private final Instant createdAt;
  private final Data data;

  /**
   * What never changes of a membership.
   *
   * @param merchantId whom the subject belonged to when it applied
   * @param appliedBy who applied for it
   * @param statement what the applicant said; null for nothing
   */
  public record Application(
      String programme,
      Platform platform,
      FigureSubject subject,
      String merchantId,
      String appliedBy,
      @Nullable String statement) {}

  /**
   * What a member said to a warning.
   *
   * @param by who said it
   */
  public record Answer(String text, String by, Instant at) {}

  /** What is kept of it besides what is kept of every case. */
  @JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
  static final class Data {

    final Application application;
    @Nullable String agreement;
    @Nullable Instant agreedAt;
    boolean onTrial;
    @Nullable LocalDate probationUntil;
    int failures;
    // Kept until a check finds nothing against it: an answer ends a warning, not what led to it.
    boolean warnedSinceGood;
    List<Unmet> unmet = List.of();
    @Nullable LocalDate checkedOn;
    @Nullable LocalDate checkOn;
    @Nullable Answer answer;
    Programme.@Nullable Ending ending;
    @Nullable LocalDate closesOn;
    @Nullable LocalDate againFrom;
    @Nullable String decidedBy;

    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    Data(Application application) {
      this.application = application;
    }
  }

  Membership(CaseId id, Application application, @Nullable String agreement, Instant now) {
    super(
        MembershipLifecycle.TABLE,
        OWNERS_EVENTS,
        now,
        ReviewRound.first(now, application.appliedBy()));
    this.id = id;
    this.createdAt = now;
    this.data = new Data(application);
    this.data.agreement = agreement;
    this.data.agreedAt = agreement == null ? null : now;
  }

  /** As it was kept. */
  Membership(Cases.Kept kept, Data data) {
    super(MembershipLifecycle.TABLE, OWNERS_EVENTS, kept);
    this.id = kept.id();
    this.createdAt = kept.createdAt();
    this.data = data;
  }

  Data data() {
    return data;
  }

  /** Whether a process instance has, or had, to work on it now. */
  boolean isInProcess() {
    return state() == MembershipState.APPLIED
        || state() == MembershipState.IN_REVIEW
        || isWarnedWithDeadline();
  }

  /** Whether it has to be better, or to answer, by a time. */
  boolean isWarnedWithDeadline() {
    return state() == MembershipState.WARNED && waiting() != null;
  }

  /** A person decides about the application, or about what a member answered. */
  boolean openReview(ReviewClock until) {
    if (state() == MembershipState.APPLIED ? !move(MembershipEvent.OPEN_REVIEW) : !isAnswered()) {
      return false;
    }
    review(review().opened(until));
    return true;
  }

  /** Whether there is an answer to the warning a person has to decide about. */
  boolean isAnswered() {
    return isWarnedWithDeadline() && data.answer != null;
  }

  /** What the conditions' table said of the application. */
  void eligible(Judged judged, LocalDate today) {
    data.unmet = judged.unmet();
    data.checkedOn = today;
  }

  /**
   * It is a member: on trial where its figures say so, on probation for as long as the programme
   * says, whole otherwise. Whoever is on trial is told at once what it would be whole with.
   *
   * @param standing how it stands on its first day
   * @param by who decided; null for the conditions alone
   */
  boolean admit(Programme programme, Judged standing, @Nullable String by, LocalDate today) {
    boolean onTrial = standing.trial();
    int days = programme.admission().probationDays();
    LocalDate until = days == 0 ? null : today.plusDays(days);
    if (!stand(onTrial, until, today)) {
      return false;
    }
    data.onTrial = onTrial;
    data.unmet = standing.trialFor();
    data.probationUntil = until;
    data.checkOn = programme.checking().first(today);
    data.decidedBy = by;
    settled();
    return true;
  }

  private boolean stand(boolean onTrial, @Nullable LocalDate probation, LocalDate today) {
    MembershipState wanted = standing(onTrial, probation, today);
    return state() == wanted
        || move(
            switch (wanted) {
              case TRIAL -> MembershipEvent.ADMIT_ON_TRIAL;
              case PROBATION -> MembershipEvent.ADMIT_ON_PROBATION;
              default -> MembershipEvent.ADMIT;
            });
  }

  private static MembershipState standing(
      boolean onTrial, @Nullable LocalDate probation, LocalDate today) {
    if (onTrial) {
      return MembershipState.TRIAL;
    }
    return probation != null && today.isBefore(probation)
        ? MembershipState.PROBATION
        : MembershipState.ACTIVE;
  }

  /** What was answered stays until there is something new to answer: the round is kept with it. */
  private void settled() {
    review(review().withClock(null).withWaiting(null).withNotice(null));
  }

  /** It is not admitted. */
  boolean refuse(
      Programme programme,
      List<Problem> found,
      @Nullable String words,
      @Nullable String by,
      LocalDate today) {
    if (!move(MembershipEvent.REFUSE)) {
      return false;
    }
    data.decidedBy = by;
    review(review().said(found, words));
    ended(programme, Programme.Ending.REFUSED, today);
    return true;
  }

  private void ended(Programme programme, Programme.Ending ending, LocalDate today) {
    data.ending = ending;
    data.againFrom = today.plusDays(programme.admission().againDays().getOrDefault(ending, 0));
    data.checkOn = null;
    settled();
  }

  /** It is near its limit and no more below it: it stays warned, without a deadline. */
  boolean ease() {
    if (!isWarnedWithDeadline()) {
      return false;
    }
    settled();
    return true;
  }

  /**
   * It stands as its figures say: on trial, on probation, whole; a warning is over by that.
   *
   * @return false when its state does not allow it
   */
  boolean stands(LocalDate today) {
    boolean warned = state() == MembershipState.WARNED;
    if (!stand(data.onTrial, data.probationUntil, today)) {
      return false;
    }
    if (warned) {
      settled();
    }
    return true;
  }

  /** It is near its limit, or below it: it is warned. */
  boolean warn() {
    if (state() == MembershipState.WARNED || !move(MembershipEvent.WARN)) {
      return false;
    }
    data.warnedSinceGood = true;
    return true;
  }

  /** It has to be better, or to answer, by a time: a round of its own begins. */
  boolean warn(Waiting deadline, Instant now) {
    if (isWarnedWithDeadline() || (state() != MembershipState.WARNED && !warn())) {
      return false;
    }
    data.warnedSinceGood = true;
    data.answer = null;
    review(
        review()
            .next(now, ActorRef.SYSTEM.id())
            .said(List.of(), null)
            .withClock(null)
            .withNotice(null)
            .withWaiting(deadline));
    leaveInstance();
    return true;
  }

  /** The warning is over: it stands as its figures say, until the next check. */
  boolean lift(@Nullable String by, LocalDate today) {
    if (state() != MembershipState.WARNED || !stands(today)) {
      return false;
    }
    data.decidedBy = by;
    return true;
  }

  /** What its owner says to the warning it has to answer. */
  boolean answer(Answer given) {
    if (!isWarnedWithDeadline() || data.answer != null) {
      return false;
    }
    data.answer = given;
    return true;
  }

  /** Its owner accepts a version of the agreement. */
  boolean agree(String version, Instant now) {
    if (isEnded() || version.equals(data.agreement)) {
      return false;
    }
    data.agreement = version;
    data.agreedAt = now;
    return true;
  }

  /**
   * Its end is decided: at once, or as many days from now as the programme says.
   *
   * @param by who decided; null for the rules alone
   */
  boolean close(
      Programme programme,
      Programme.Ending ending,
      List<Problem> found,
      @Nullable String words,
      @Nullable String by,
      LocalDate today) {
    // What is about to end is ended at once by force.
    int days = state() == MembershipState.CLOSING ? 0 : programme.closing().days();
    boolean warned = isWarnedWithDeadline();
    if (state() == MembershipState.CLOSING && ending != Programme.Ending.FORCED) {
      return false;
    }
    MembershipEvent atOnce =
        ending == Programme.Ending.OWN ? MembershipEvent.LEAVE : MembershipEvent.CLOSE;
    if (!move(days == 0 ? atOnce : MembershipEvent.BEGIN_CLOSING)) {
      return false;
    }
    data.decidedBy = by;
    data.closesOn = today.plusDays(days);
    if (!found.isEmpty() || words != null) {
      review(review().said(found, words));
    }
    ended(programme, ending, today.plusDays(days));
    if (warned && ending == Programme.Ending.OWN) {
      // Who leaves under a warning waits as long as who is closed by it.
      LocalDate byRule =
          today
              .plusDays(days)
              .plusDays(programme.admission().againDays().getOrDefault(Programme.Ending.RULE, 0));
      data.againFrom =
          data.againFrom == null || byRule.isAfter(data.againFrom) ? byRule : data.againFrom;
    }
    return true;
  }

  /**
   * Its subject is gone: it ends at once, whatever days its programme leaves to others. Where its
   * end was decided before, it stays how that was. Whoever has the subject now may apply.
   */
  boolean gone(Programme programme, GoneSubjects.Why why, LocalDate today) {
    boolean ends = state() == MembershipState.CLOSING;
    if (!move(MembershipEvent.CLOSE)) {
      return false;
    }
    data.unmet = List.of(Unmet.of(why.name()));
    data.closesOn = today;
    if (ends) {
      data.checkOn = null;
    } else {
      data.decidedBy = null;
      ended(programme, Programme.Ending.RULE, today);
    }
    if (why == GoneSubjects.Why.SUBJECT_CHANGED_HANDS) {
      data.againFrom = null;
    }
    return true;
  }

  /** Not admitted because its subject is somebody else's now, who may apply at once. */
  void othersMayApply() {
    data.againFrom = null;
  }

  /** The days of probation are over. */
  boolean endProbation(LocalDate today) {
    return state() == MembershipState.PROBATION
        && data.probationUntil != null
        && !today.isBefore(data.probationUntil)
        && move(MembershipEvent.ADMIT);
  }

  /** Its owner leaves, or takes the application back. */
  boolean leave(Programme programme, @Nullable String words, LocalDate today) {
    boolean member = state().isChecked();
    if (member) {
      return close(programme, Programme.Ending.OWN, List.of(), words, null, today);
    }
    if (!move(MembershipEvent.LEAVE)) {
      return false;
    }
    review(review().said(List.of(), words));
    ended(programme, Programme.Ending.OWN, today);
    data.againFrom = null;
    return true;
  }

  /** The day it ends has come. */
  boolean end() {
    return state() == MembershipState.CLOSING && move(MembershipEvent.CLOSE);
  }

  public Application application() {
    return data.application;
  }

  @Override
  public CaseId id() {
    return id;
  }

  @Override
  public String ownerId() {
    return data.application.merchantId();
  }

  @Override
  public Instant createdAt() {
    return createdAt;
  }
}
