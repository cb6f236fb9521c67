package dev.merchantreview.programme;

import dev.merchantreview.lifecycle.Lifecycle;
import java.util.List;

/** The one table of what may happen to a membership, and when. */
final class MembershipLifecycle {

  static final Lifecycle<MembershipState, MembershipEvent> TABLE = table();

  private MembershipLifecycle() {}

  private static Lifecycle<MembershipState, MembershipEvent> table() {
    Lifecycle.Table<MembershipState, MembershipEvent> table =
        Lifecycle.of(MembershipState.class, MembershipEvent.class, MembershipState.APPLIED)
            .on(MembershipEvent.OPEN_REVIEW, MembershipState.APPLIED, MembershipState.IN_REVIEW)
            .on(
                MembershipEvent.ADMIT_ON_PROBATION,
                MembershipState.TRIAL,
                MembershipState.PROBATION)
            .on(MembershipEvent.ADMIT, MembershipState.TRIAL, MembershipState.ACTIVE)
            .on(MembershipEvent.ADMIT_ON_TRIAL, MembershipState.PROBATION, MembershipState.TRIAL)
            .on(MembershipEvent.ADMIT, MembershipState.PROBATION, MembershipState.ACTIVE)
            .on(MembershipEvent.ADMIT_ON_TRIAL, MembershipState.ACTIVE, MembershipState.TRIAL)
            .on(MembershipEvent.CLOSE, MembershipState.CLOSING, MembershipState.CLOSED);
    for (MembershipState from : List.of(MembershipState.APPLIED, MembershipState.IN_REVIEW)) {
      table
          .on(MembershipEvent.REFUSE, from, MembershipState.REFUSED)
          .on(MembershipEvent.LEAVE, from, MembershipState.CLOSED);
    }
    for (MembershipState from :
        List.of(MembershipState.APPLIED, MembershipState.IN_REVIEW, MembershipState.WARNED)) {
      table
          .on(MembershipEvent.ADMIT_ON_TRIAL, from, MembershipState.TRIAL)
          .on(MembershipEvent.ADMIT_ON_PROBATION, from, MembershipState.PROBATION)
          .on(MembershipEvent.ADMIT, from, MembershipState.ACTIVE);
    }
    for (MembershipState from :
        List.of(MembershipState.TRIAL, MembershipState.PROBATION, MembershipState.ACTIVE)) {
      table.on(MembershipEvent.WARN, from, MembershipState.WARNED);
    }
    for (MembershipState from :
        List.of(
            MembershipState.TRIAL,
            MembershipState.PROBATION,
            MembershipState.ACTIVE,
            MembershipState.WARNED)) {
      table
          .on(MembershipEvent.BEGIN_CLOSING, from, MembershipState.CLOSING)
          .on(MembershipEvent.CLOSE, from, MembershipState.CLOSED)
          .on(MembershipEvent.LEAVE, from, MembershipState.CLOSED);
    }
    return table.build();
  }
}
