package dev.merchantreview.programme.web;

import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.programme.Programme;
import dev.merchantreview.shared.Platform;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A programme as the API shows it.
 *
 * @param id as other calls name it
 * @param label what people call it
 * @param subjectKind who can be admitted
 * @param entry how somebody comes in
 * @param agreement what members accept; null where there is none
 * @param probationDays how long a new member is on probation; 0 for not at all
 * @param inputs what is looked at
 * @param checked how often members are checked
 * @param answerDays how long a member that is warned has to be better, or to answer; 0 where it is
 *     closed at once
 * @param existing what becomes of what exists when a membership ends
 * @param duties what a member has to have done before it may leave
 */
record ProgrammeView(
    String id,
    String label,
    Platform platform,
    SubjectKind subjectKind,
    Programme.Entry entry,
    @Nullable AgreementView agreement,
    int probationDays,
    List<InputView> inputs,
    Programme.Every checked,
    int answerDays,
    Programme.Existing existing,
    List<DutyView> duties) {

  /**
   * An agreement.
   *
   * @param version the one that is accepted
   * @param title what it is called
   */
  record AgreementView(String version, String title) {}

  /**
   * Something that is looked at.
   *
   * @param name as unmet conditions name it
   * @param label what people call it
   * @param figure its name among figures; null where it is none
   * @param windowDays over how many days it was counted
   * @param optional whether its lack is no obstacle
   */
  record InputView(
      String name, String label, @Nullable String figure, int windowDays, boolean optional) {}

  /**
   * A duty.
   *
   * @param figure its name among figures
   * @param label what has to be done
   * @param most what the figure may be at most
   */
  record DutyView(String figure, String label, BigDecimal most) {}
}
