package dev.merchantreview.programme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.figure.FigureSubject;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What becomes of a membership, whatever its figures, days and answers are. */
class MembershipTest {

  private static final LocalDate FIRST = LocalDate.of(2026, 1, 10);

  private static Programme programme(Programme.Checking checking, int probation, int closing) {
    return new Programme(
        "kuaishou-test",
        Platform.KUAISHOU,
        "测试",
        "Test",
        SubjectKind.STORE,
        List.of(),
        new Programme.Tables("a", "b"),
        new Programme.Admission(
            Programme.Entry.OPEN,
            null,
            probation,
            Map.of(
                Programme.Ending.OWN, 30,
                Programme.Ending.RULE, 60,
                Programme.Ending.FORCED, 90,
                Programme.Ending.REFUSED, 7),
            null),
        checking,
        new Programme.Closing(closing, Programme.Existing.STAYS, List.of()),
        Map.of());
  }

  private static Programme.Checking daily(boolean warnsFirst) {
    return new Programme.Checking(
        Programme.Every.DAY, 0, warnsFirst, warnsFirst ? 7 : 0, warnsFirst ? 2 : 0, true, 0);
  }

  private static Programme.Checking monthly() {
    return new Programme.Checking(Programme.Every.MONTH, 5, true, 7, 2, true, 2);
  }

  private static Membership applied() {
    return new Membership(
        new CaseId("pm_0123456789abcdef"),
        new Membership.Application(
            "kuaishou-test",
            Platform.KUAISHOU,
            new FigureSubject(SubjectKind.STORE, "st_1"),
            "m-1",
            "merchant",
            null),
        null,
        at(FIRST));
  }

  private static Membership member(Programme programme) {
    Membership membership = applied();
    assertThat(membership.admit(programme, judged(Standing.OK), null, FIRST)).isTrue();
    return membership;
  }

  private static Instant at(LocalDate day) {
    return day.atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  private static Judged judged(Standing standing) {
    return new Judged(
        standing == Standing.TRIAL ? Standing.OK : standing,
        standing == Standing.TRIAL,
        standing == Standing.OK ? List.of() : List.of(Unmet.of("RATING_TOO_LOW")),
        null);
  }

  private static MembershipCheck.Checked check(
      Membership membership, Programme programme, Standing standing, LocalDate day) {
    Waiting until =
        new Waiting(
            at(day.plusDays(programme.checking().answerDays() - 2L)),
            at(day.plusDays(programme.checking().answerDays() + 1L)),
            null);
    return new MembershipCheck(programme, day, until, at(day)).of(membership, judged(standing));
  }

  @Test
  void ofTwoBadMonthsTheSecondClosesWhateverWasAnswered() {
    Programme programme = programme(monthly(), 30, 0);
    Membership membership = member(programme);
    assertThat(membership.state()).isEqualTo(MembershipState.PROBATION);
    assertThat(membership.data().checkOn).isEqualTo(LocalDate.of(2026, 3, 5));
    assertThat(check(membership, programme, Standing.FAIL, LocalDate.of(2026, 3, 5)))
        .isEqualTo(MembershipCheck.Checked.WARNED_WITH_DEADLINE);
    assertThat(membership.answer(new Membership.Answer("加人", "merchant", at(FIRST)))).isTrue();
    assertThat(membership.lift("auditor1", LocalDate.of(2026, 3, 8))).isTrue();
    assertThat(membership.state()).isEqualTo(MembershipState.ACTIVE);
    assertThat(check(membership, programme, Standing.FAIL, LocalDate.of(2026, 4, 5)))
        .isEqualTo(MembershipCheck.Checked.CLOSED);
    assertThat(membership.state()).isEqualTo(MembershipState.CLOSED);
    assertThat(membership.data().againFrom).isEqualTo(LocalDate.of(2026, 6, 4));
  }

  @Test
  void aGoodMonthBetweenTwoBadOnesKeepsIt() {
    Programme programme = programme(monthly(), 30, 0);
    Membership membership = member(programme);
    check(membership, programme, Standing.FAIL, LocalDate.of(2026, 3, 5));
    membership.answer(new Membership.Answer("加人", "merchant", at(FIRST)));
    membership.lift("auditor1", LocalDate.of(2026, 3, 8));
    assertThat(check(membership, programme, Standing.OK, LocalDate.of(2026, 4, 5)))
        .isEqualTo(MembershipCheck.Checked.SAME);
    assertThat(check(membership, programme, Standing.FAIL, LocalDate.of(2026, 5, 5)))
        .isEqualTo(MembershipCheck.Checked.WARNED_WITH_DEADLINE);
    assertThat(membership.state()).isEqualTo(MembershipState.WARNED);
  }

  @Test
  void whoseEndLiesAheadIsAMemberUntilThen() {
    Programme programme = programme(daily(false), 0, 3);
    Membership membership = member(programme);
    check(membership, programme, Standing.FAIL, FIRST.plusDays(1));
    assertThat(membership.state()).isEqualTo(MembershipState.CLOSING);
    assertThat(membership.data().closesOn).isEqualTo(FIRST.plusDays(4));
    assertThat(membership.end()).isTrue();
    assertThat(membership.state()).isEqualTo(MembershipState.CLOSED);
  }

  @Test
  void comesFromTrialToWholeAndBackByItsFigures() {
    Programme programme = programme(daily(true), 0, 0);
    Membership membership = applied();
    membership.admit(programme, judged(Standing.TRIAL), null, FIRST);
    assertThat(membership.state()).isEqualTo(MembershipState.TRIAL);
    assertThat(membership.data().unmet).extracting(Unmet::code).containsExactly("RATING_TOO_LOW");
    check(membership, programme, Standing.OK, FIRST.plusDays(1));
    assertThat(membership.state()).isEqualTo(MembershipState.ACTIVE);
    check(membership, programme, Standing.TRIAL, FIRST.plusDays(2));
    assertThat(membership.state()).isEqualTo(MembershipState.TRIAL);
    check(membership, programme, Standing.WARN, FIRST.plusDays(3));
    assertThat(membership.state()).isEqualTo(MembershipState.WARNED);
    assertThat(membership.waiting()).isNull();
  }

  @Test
  void anAnswerCountsOnceAndOnlyToAWarning() {
    Programme programme = programme(daily(true), 0, 0);
    Membership membership = member(programme);
    Membership.Answer answer = new Membership.Answer("已整改", "merchant", at(FIRST));
    assertThat(membership.answer(answer)).isFalse();
    check(membership, programme, Standing.FAIL, FIRST.plusDays(1));
    assertThat(membership.answer(answer)).isTrue();
    assertThat(membership.answer(answer)).isFalse();
    assertThat(membership.round()).isEqualTo(2);
  }

  /** What happens on a day. */
  record Day(Standing standing, boolean answers, boolean found, boolean deadline) {}

  @Provide
  Arbitrary<List<Day>> days() {
    return Combinators.combine(
            Arbitraries.of(Standing.class),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false))
        .as(Day::new)
        .list()
        .ofMaxSize(40);
  }

  @Provide
  Arbitrary<Programme> programmes() {
    return Combinators.combine(
            Arbitraries.of(daily(true), daily(false), monthly()),
            Arbitraries.of(0, 10, 30),
            Arbitraries.of(0, 3))
        .as(MembershipTest::programme);
  }

  @Property(tries = 400)
  void neverStaysWholeBelowItsStandardAndIsWarnedBeforeItIsClosed(
      @ForAll("programmes") Programme programme, @ForAll("days") List<Day> days) {
    Membership membership = member(programme);
    boolean warned = false;
    LocalDate today = FIRST;
    for (Day day : days) {
      today = today.plusDays(1);
      if (!membership.state().isChecked()) {
        break;
      }
      MembershipCheck.Checked checked = check(membership, programme, day.standing(), today);
      if (day.standing() == Standing.FAIL) {
        assertThat(membership.state())
            .as("on %s after a failed check", today)
            .isNotIn(MembershipState.ACTIVE, MembershipState.TRIAL, MembershipState.PROBATION);
      }
      if (checked == MembershipCheck.Checked.CLOSED && programme.checking().warnsFirst()) {
        assertThat(warned).as("warned before it was closed").isTrue();
      }
      warned = membership.data().warnedSinceGood;
      if (membership.isWarnedWithDeadline() && day.answers() && !membership.isAnswered()) {
        assertThat(membership.answer(new Membership.Answer("已整改", "merchant", at(today)))).isTrue();
        if (day.found()) {
          assertThat(membership.lift("auditor1", today)).isTrue();
        }
      } else if (membership.isWarnedWithDeadline() && day.deadline()) {
        assertThat(membership.close(programme, Programme.Ending.RULE, List.of(), null, null, today))
            .isTrue();
      }
      assertThat(membership.isInProcess())
          .as("an instance works on it only while somebody has to act")
          .isEqualTo(membership.isWarnedWithDeadline());
    }
    if (membership.state() == MembershipState.CLOSED
        || membership.state() == MembershipState.CLOSING) {
      assertThat(membership.data().againFrom).isAfter(today.minusDays(1));
      assertThat(membership.data().checkOn).isNull();
      assertThat(membership.answer(new Membership.Answer("迟到", "merchant", at(today)))).isFalse();
    }
  }
}
