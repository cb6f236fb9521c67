package dev.merchantreview.programme.web;

import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.programme.MembershipState;
import dev.merchantreview.programme.Programme;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.web.NextAction;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A membership as the API shows it.
 *
 * @param programme its id
 * @param label what people call the programme
 * @param agreement the version that was accepted; null for none
 * @param agreementDue whether there is a newer one
 * @param onTrial whether its figures allow a member on trial only, warned or not
 * @param probationUntil the day probation ends, or ended; null where there is none
 * @param failures how many checks in a row it has failed
 * @param unmet what the last check found; empty where nothing
 * @param checkedOn the day of the last check; null before the first
 * @param nextCheckOn the day of the next check; null where there is none
 * @param answerDueAt until when a member that is warned has to be better, or to answer; null where
 *     it has not to
 * @param answered whether it has answered, and a person decides about that
 * @param reviewDueAt when a person has to have decided; null when nobody has to
 * @param overdue whether that is over
 * @param decision what was said last, by who decided or who left; null for nothing
 * @param decisionCode why, a code of the table; null for none
 * @param decisionMessage the code's text; null with the code
 * @param ending how it ended, or ends; null while it lasts
 * @param closesOn the day its end takes effect; null while none is decided
 * @param applyAgainFrom the first day its subject may apply again; null while it lasts
 * @param existing what becomes of what exists when it ends
 */
record MembershipView(
    String id,
    MembershipState state,
    String programme,
    String label,
    Platform platform,
    SubjectKind subjectKind,
    String subjectId,
    String merchantId,
    @Nullable String agreement,
    boolean agreementDue,
    boolean onTrial,
    @Nullable LocalDate probationUntil,
    int failures,
    List<UnmetView> unmet,
    @Nullable LocalDate checkedOn,
    @Nullable LocalDate nextCheckOn,
    @Nullable OffsetDateTime answerDueAt,
    boolean answered,
    @Nullable OffsetDateTime reviewDueAt,
    boolean overdue,
    @Nullable String decision,
    @Nullable String decisionCode,
    @Nullable String decisionMessage,
    Programme.@Nullable Ending ending,
    @Nullable LocalDate closesOn,
    @Nullable LocalDate applyAgainFrom,
    Programme.Existing existing,
    OffsetDateTime createdAt,
    OffsetDateTime updatedAt,
    List<NextAction> nextActions) {}
