package dev.merchantreview.duty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.shared.Platform;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** [K-rules] Effective 1 November 2022; 30 days and a reminder 7 days before are ours. */
class DutyDaysTest {

  private static final Duty BELT =
      new Duty(
          Platform.KUAISHOU,
          "珠宝文玩",
          List.of("珠宝文玩"),
          List.of("珠宝文玩"),
          "珠宝文玩",
          "industry-belt",
          "kuaishou-jewellery-belt-2022",
          LocalDate.parse("2022-11-01"),
          30,
          7);

  private static String lastDay(String since, String today) {
    return DutyDays.lastDay(BELT, LocalDate.parse(since), LocalDate.parse(today)).toString();
  }

  private static DutyDays.Step step(String lastDay, boolean reminded, String local) {
    LocalDate today =
        OffsetDateTime.parse(local + "+08:00")
            .atZoneSameInstant(ZoneId.of("Asia/Shanghai"))
            .toLocalDate();
    return DutyDays.step(LocalDate.parse(lastDay), reminded, 7, today);
  }

  @Test
  void whoIsInAlreadyHasUntilTheLastDayOfTheNotice() {
    assertThat(lastDay("2020-02-29", "2022-11-01")).isEqualTo("2022-11-30");
    assertThat(lastDay("2022-10-31", "2022-11-01")).isEqualTo("2022-11-30");
    assertThat(lastDay("2022-11-01", "2022-11-01")).isEqualTo("2022-11-30");
  }

  @Test
  void whoComesLaterHasAsManyDaysFromItsOwnFirstDay() {
    assertThat(lastDay("2022-11-02", "2022-11-02")).isEqualTo("2022-12-01");
    assertThat(lastDay("2024-02-01", "2024-02-02")).isEqualTo("2024-03-01");
  }

  @Test
  void whoIsToldTooLateToBeRemindedHasAllDaysFromThen() {
    // Seven days are left: it can be reminded today.
    assertThat(lastDay("2020-02-29", "2022-11-23")).isEqualTo("2022-11-30");
    assertThat(lastDay("2020-02-29", "2022-11-24")).isEqualTo("2022-12-23");
    assertThat(lastDay("2020-02-29", "2026-11-27")).isEqualTo("2026-12-26");
  }

  @Test
  void isRemindedFromTheBeginningOfTheSeventhDayBefore() {
    assertThat(step("2022-11-30", false, "2022-11-22T23:59:59")).isEqualTo(DutyDays.Step.WAIT);
    assertThat(step("2022-11-30", false, "2022-11-23T00:00:00")).isEqualTo(DutyDays.Step.REMIND);
    assertThat(step("2022-11-30", true, "2022-11-23T00:00:00")).isEqualTo(DutyDays.Step.WAIT);
  }

  @Test
  void isOverWhenTheLastDayIsOverInShanghai() {
    assertThat(step("2022-11-30", true, "2022-11-30T23:59:59")).isEqualTo(DutyDays.Step.WAIT);
    assertThat(step("2022-11-30", true, "2022-12-01T00:00:00")).isEqualTo(DutyDays.Step.LOSE);
  }

  @Test
  void nobodyLosesAnythingUnreminded() {
    assertThat(step("2022-11-30", false, "2022-12-05T08:00:00")).isEqualTo(DutyDays.Step.REMIND);
    assertThat(DutyDays.reminded(LocalDate.parse("2022-11-30"), 7, LocalDate.parse("2022-12-05")))
        .isEqualTo("2022-12-12");
    assertThat(DutyDays.reminded(LocalDate.parse("2022-11-30"), 7, LocalDate.parse("2022-11-30")))
        .isEqualTo("2022-11-30");
  }
}
