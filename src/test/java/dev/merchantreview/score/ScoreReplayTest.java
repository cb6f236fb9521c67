package dev.merchantreview.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.notice.RuleNotice;
import dev.merchantreview.notice.RuleNoticeContent;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which weights are rehearsed, and where the results of a day have the figures they ask for. */
class ScoreReplayTest {

  private static final LocalDate TODAY = LocalDate.of(2030, 6, 10);
  private static final ScoreDefinition DEFINITION =
      new ScoreDefinition(
          "store-experience",
          "店铺体验分",
          "Store experience score",
          SubjectKind.STORE,
          Set.of(),
          2,
          List.of(
              new ScoreDefinition.Edition(1, TODAY.minusYears(1), null, SampleTerms.THREE),
              new ScoreDefinition.Edition(2, TODAY.plusDays(9), "weights", SampleTerms.THREE),
              new ScoreDefinition.Edition(3, TODAY.plusDays(8), "weights", SampleTerms.THREE),
              new ScoreDefinition.Edition(4, TODAY.plusDays(7), "others", SampleTerms.THREE)));

  private static RuleNotice notice(
      String id, LocalDate from, @Nullable LocalDate until, @Nullable Instant withdrawnAt) {
    return new RuleNotice(
        id,
        new CaseId("rn_0000000000000001"),
        new RuleNoticeContent(
            List.of(Platform.KUAISHOU),
            new RuleNoticeContent.Title("权重", "Weights"),
            from.minusDays(1),
            null,
            from,
            until,
            "ours",
            List.of(),
            List.of(),
            List.of(),
            new RuleNoticeContent.Transition(
                RuleNoticeContent.Transition.Kind.NOTHING, null, null)),
        RuleNotice.Origin.API,
        0,
        withdrawnAt,
        1,
        "admin",
        Instant.EPOCH);
  }

  private static List<Integer> editions(RuleNotice notice) {
    return ScoreReplay.brought(List.of(DEFINITION), notice, TODAY).stream()
        .map(one -> one.edition().number())
        .toList();
  }

  @Test
  void theLatestEditionOfTheNoticeIsPlayed() {
    assertThat(editions(notice("weights", TODAY.plusDays(1), null, null))).containsExactly(3);
    assertThat(editions(notice("others", TODAY.plusDays(1), null, null))).containsExactly(4);
    assertThat(editions(notice("nothing-of-scores", TODAY.plusDays(1), null, null))).isEmpty();
  }

  @Test
  void whatCountsOrIsTakenBackIsNotPlayed() {
    assertThat(editions(notice("weights", TODAY, null, null))).isEmpty();
    assertThat(editions(notice("weights", TODAY.minusDays(9), TODAY.minusDays(1), null))).isEmpty();
    assertThat(editions(notice("weights", TODAY.plusDays(1), null, Instant.EPOCH))).isEmpty();
  }

  /** Indicators first, then the gate, for which there is a column always, then pledges. */
  @Test
  void figuresAreFoundWhereTheResultsHaveThem() {
    ScoreTerms day = SampleTerms.THREE;
    assertThat(ScoreReplaySql.held(day, day)).containsExactly(1, 2, 3, 4, 5);
    ScoreTerms other =
        new ScoreTerms(
            day.least(),
            day.most(),
            day.enough(),
            List.of(
                new ScoreTerms.Indicator("c", 90, BigDecimal.ONE, ScoreTerms.Better.LOWER),
                new ScoreTerms.Indicator("a", 30, BigDecimal.ONE, ScoreTerms.Better.HIGHER),
                new ScoreTerms.Indicator("d", 90, BigDecimal.ONE, ScoreTerms.Better.LOWER),
                new ScoreTerms.Indicator("new", 90, BigDecimal.ONE, ScoreTerms.Better.LOWER)),
            null,
            day.bonus());
    assertThat(ScoreReplaySql.held(day, other)).containsExactly(3, 0, 4, 0, 5);
    assertThat(ScoreReplaySql.held(other, day)).containsExactly(0, 0, 1, 3, 6);
  }
}
