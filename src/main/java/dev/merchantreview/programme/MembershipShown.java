package dev.merchantreview.programme;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people see of a membership besides what they see of every case.
 *
 * @param agreement the version that was accepted; null for none
 * @param agreementDue whether another one is to be accepted
 * @param onTrial whether its figures allow a member on trial only, warned or not
 * @param answered whether a person has to decide about what it answered
 * @param mayAnswer whether its owner may answer a warning
 * @param mayLeave whether its owner may leave, or take the application back
 */
public record MembershipShown(
    @Nullable String agreement,
    boolean agreementDue,
    boolean onTrial,
    @Nullable LocalDate probationUntil,
    int failures,
    List<Unmet> unmet,
    @Nullable LocalDate checkedOn,
    @Nullable LocalDate nextCheckOn,
    boolean answered,
    boolean mayAnswer,
    boolean mayLeave,
    Programme.@Nullable Ending ending,
    @Nullable LocalDate closesOn,
    @Nullable LocalDate againFrom) {

  public static MembershipShown of(Membership membership, Programme programme) {
    Membership.Data data = membership.data();
    Programme.Agreement agreement = programme.admission().agreement();
    return new MembershipShown(
        data.agreement,
        agreement != null && !membership.isEnded() && !agreement.version().equals(data.agreement),
        data.onTrial,
        data.probationUntil,
        data.failures,
        data.unmet,
        data.checkedOn,
        data.checkOn,
        membership.isAnswered(),
        programme.checking().answered()
            && membership.isWarnedWithDeadline()
            && !membership.isAnswered(),
        membership.state().isChecked()
            || membership.state() == MembershipState.APPLIED
            || membership.state() == MembershipState.IN_REVIEW,
        data.ending,
        data.closesOn,
        data.againFrom);
  }
}
