package dev.merchantreview.review.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.engine.TaskCompletion;
import dev.merchantreview.review.Refusal;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.Verdict;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who is given a task where the cluster asks first. */
class JudgeReviewListenerTest {

  private static final Refusal PERSON =
      refusal(Refusal.Rule.PERSON, "不能作最终决定", "The last word is another person's");
  private static final Refusal FORM = refusal(Refusal.Rule.FORM, "请选择", "Choose a reason");

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

  private static Refusal refusal(Refusal.Rule rule, String zh, String en) {
    return new Refusal(rule, List.of(new ProblemTable.Text(zh, en)));
  }

  private Optional<String> denied() {
    TaskCompletion claim =
        new TaskCompletion(2, 3, 1, "Task_ReviewFinance", Optional.of("finance1"), Map.of());
    return JudgeReviewListener.reasonToDenyClaim(
        claim, review -> Optional.ofNullable(refusals.get(review.verdict())));
  }
}
