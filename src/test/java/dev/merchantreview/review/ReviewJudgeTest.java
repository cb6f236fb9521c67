package dev.merchantreview.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Verdict;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is given a task where the cluster asks first. */
class ReviewJudgeTest {

  private static final long INSTANCE = 1;
  private static final Refusal PERSON =
      Refusal.of(Refusal.Rule.PERSON, "不能作最终决定", "The last word is another person's");
  private static final Refusal FORM = Refusal.of(Refusal.Rule.FORM, "请选择", "Choose a reason");

  private final Map<Verdict, Refusal> refusals = new EnumMap<>(Verdict.class);

  @Test
  void givesItToWhoeverCanGiveOneOfItsVerdicts() {
    assertThat(denied()).isEmpty();
    refusals.put(Verdict.APPROVED, PERSON);
    refusals.put(Verdict.REJECTED, PERSON);
    refusals.put(Verdict.SENT_BACK, FORM);
    assertThat(denied()).isEmpty();
  }

  @Test
  void givesItToNobodyWhoCanGiveNone() {
    for (Verdict verdict : Verdict.values()) {
      refusals.put(verdict, PERSON);
    }
    assertThat(denied()).get().asString().contains("finance1", "The last word is another person's");
  }

  @Test
  void givesItToNobodyWhenTheRoundIsOver() {
    assertThat(judge(null).reasonToDenyClaim(INSTANCE, 2, "finance1")).isPresent();
  }

  private Optional<String> denied() {
    return judge(new CaseId("rf_0000000000000000")).reasonToDenyClaim(INSTANCE, 2, "finance1");
  }

  private ReviewJudge judge(@Nullable CaseId caseId) {
    return new ReviewJudge("test.judge-review", null, null) {
      @Override
      protected Optional<Opinion> judge(long processInstanceKey, Review review) {
        return Optional.ofNullable(caseId)
            .map(
                id ->
                    new Opinion(
                        id, "IN_REVIEW", Optional.ofNullable(refusals.get(review.verdict()))));
      }
    };
  }
}
