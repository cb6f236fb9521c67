package dev.merchantreview.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1+1|cmd-6e57",
        "=1+1",
        "+86",
        "@SUM(A1)",
        "\t=1",
        "－1",
        "4200001234202611261234567890",
        "202611260001",
        "007",
        "12e9"
      })
  void keepsASpreadsheetFromCalculatingOrShorteningAText(String text) {
    assertThat(SpreadsheetText.cell(text)).isEqualTo("'" + text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "pay-1", "sa_8wmvsr2jcyh0p4tq", "虚假宣传", "2026-11-26 10:00:00", "37", "0"})
  void leavesOtherTextsAlone(String text) {
    assertThat(SpreadsheetText.cell(text)).isEqualTo(text);
  }
}
