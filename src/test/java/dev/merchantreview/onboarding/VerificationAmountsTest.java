package dev.merchantreview.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.shared.CaseId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VerificationAmountsTest {

  private static final VerificationNumbers RANGE =
      new VerificationNumbers(List.of(VerificationMethod.RANDOM_TRANSFER), 30, 3, 2, 1L, 99L);
  private static final CaseId CASE = new CaseId("sa_0000000000000001");

  private final VerificationAmounts amounts =
      new VerificationAmounts(
          new VerificationProperties("a key of at least thirty-two characters"));

  @Test
  void drawsEveryAmountOfTheRangeAndNoOther() {
    Set<Long> drawn = new TreeSet<>();
    for (int i = 0; i < 5_000; i++) {
      drawn.add(amounts.amountOf("vt_" + i, RANGE));
    }
    assertThat(drawn).hasSize(99).allMatch(amount -> amount >= 1 && amount <= 99);
  }

  @Test
  void drawsTheSameAmountForTheSameNumberAndAnotherByAnotherKey() {
    VerificationAmounts other =
        new VerificationAmounts(
            new VerificationProperties("another key of at least thirty-two chars"));
    assertThat(amounts.amountOf("vt_1", RANGE)).isEqualTo(amounts.amountOf("vt_1", RANGE));
    long differing =
        IntStream.range(0, 100)
            .filter(i -> amounts.amountOf("vt_" + i, RANGE) != other.amountOf("vt_" + i, RANGE))
            .count();
    assertThat(differing).isGreaterThan(80);
  }

  @Test
  void matchesTheAmountOfThisTransferOfThisCaseOnly() {
    String hash = amounts.hash(CASE, "vt_1", 37);
    assertThat(amounts.matches(CASE, "vt_1", 37, hash)).isTrue();
    assertThat(amounts.matches(CASE, "vt_1", 38, hash)).isFalse();
    assertThat(amounts.matches(CASE, "vt_2", 37, hash)).isFalse();
    assertThat(amounts.matches(new CaseId("sa_0000000000000002"), "vt_1", 37, hash)).isFalse();
    assertThat(hash).hasSize(64);
  }
}
