package dev.merchantreview.programme;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a row that matched says about what would not be unmet. */
class ThresholdTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          < 4.4 | ≥ 4.4
          <= 0 | > 0
          > 0 | ≤ 0
          >= 3 | < 3
          <= 20, null | > 20
          not("OPEN") | OPEN
          """)
  void isTheOppositeOfWhatMatched(String test, String threshold) {
    assertThat(Threshold.of(test)).hasValue(threshold);
  }

  @Test
  void isNotGuessedOfAnythingElse() {
    assertThat(Threshold.of("[0.5..0.55]")).isEmpty();
    assertThat(Threshold.of("-")).isEmpty();
    assertThat(Threshold.of("< other")).isEmpty();
  }
}
