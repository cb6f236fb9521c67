package dev.merchantreview.remittance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A remark is known however a bank or a person writes it. */
class RemarksTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"AC34 KM9Q", "ac34km9q", "ＡＣ３４ＫＭ９Ｑ", " AC34-KM9Q\u3000", "ac34\u2011km9q"})
  void isKnownWhateverItsCaseWidthAndBlanks(String written) {
    assertThat(Remarks.plain(written)).isEqualTo("AC34KM9Q");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AC34KM9", "AC34KM9Q1", "打款AC34KM9Q", ""})
  void isNoOtherRemark(String written) {
    assertThat(Remarks.plain(written)).isNotEqualTo("AC34KM9Q");
  }
}
