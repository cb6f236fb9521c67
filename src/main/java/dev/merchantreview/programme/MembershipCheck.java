package dev.merchantreview.programme;

import dev.merchantreview.review.Waiting;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A check of members on a day, and what it makes of each.
 *
 * @param deadline until when whoever is warned now has to be better, or to answer
 */
record MembershipCheck(Programme programme, LocalDate today, Waiting deadline, Instant now) {

  /** What a check came to. */
  enum Checked {
    /** Nothing changed but the day of the next check. */
    SAME,
    /** What it may do changed: on trial, on probation, whole. */
    STANDS_OTHERWISE,
    /** It is warned no more. */
    LIFTED,
    /** It is warned still, and no time is set any more. */
    EASED,
    /** It is warned. */
    WARNED,
    /** It is warned, and has to be better, or to answer, by a time. */
    WARNED_WITH_DEADLINE,
    /** Its membership ends, now or on a day. */
    CLOSED
  }

  /**
   * What comes of a member.
   *
   * @param judged how it stands on the day
   */
  Checked of(Membership membership, Judged judged) {
    Membership.Data data = membership.data();
    data.checkedOn = today;
    data.checkOn = programme.checking().next(today);
    data.unmet = judged.unmet();
    data.onTrial = judged.trial();
    return switch (judged.standing()) {
      case OK, TRIAL -> {
        data.failures = 0;
        data.warnedSinceGood = false;
        yield good(membership);
      }
      case WARN -> {
        data.failures = 0;
        if (membership.ease()) {
          yield Checked.EASED;
        }
        yield membership.warn() ? Checked.WARNED : Checked.SAME;
      }
      case FAIL -> failed(membership);
    };
  }

  private Checked good(Membership membership) {
    MembershipState before = membership.state();
    if (!membership.stands(today)) {
      return Checked.SAME;
    }
    if (before == MembershipState.WARNED) {
      return Checked.LIFTED;
    }
    return before == membership.state() ? Checked.SAME : Checked.STANDS_OTHERWISE;
  }

  private Checked failed(Membership membership) {
    Programme.Checking terms = programme.checking();
    Membership.Data data = membership.data();
    data.failures++;
    boolean often = terms.failuresInARow() > 0 && data.failures >= terms.failuresInARow();
    if (!terms.warnsFirst() || (often && data.warnedSinceGood)) {
      return membership.close(programme, Programme.Ending.RULE, List.of(), null, null, today)
          ? Checked.CLOSED
          : Checked.SAME;
    }
    return membership.warn(deadline, now) ? Checked.WARNED_WITH_DEADLINE : Checked.SAME;
  }
}
