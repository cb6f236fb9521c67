package dev.merchantreview.shared;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class MaskingTest {

  @Test
  void keepsWhatPeopleRecogniseBy() {
    assertThat(Masking.identityNumber("330106199003070012")).isEqualTo("330106********0012");
    assertThat(Masking.phone("13800001234")).isEqualTo("138****1234");
    assertThat(Masking.accountNumber("571900000010606")).isEqualTo("***********0606");
    assertThat(Masking.personName("陈青")).isEqualTo("陈*");
    assertThat(Masking.personName("𠮷田一郎")).isEqualTo("𠮷***");
    assertThat(Masking.email("qing@example.com")).isEqualTo("q***@example.com");
  }

  @Property
  void hidesShortNumbersWhole(@ForAll @NumericChars @StringLength(max = 4) String number) {
    assertThat(Masking.accountNumber(number)).isEqualTo("*".repeat(number.length()));
  }

  @Property
  void keepsTheLength(@ForAll String anything) {
    assertThat(Masking.identityNumber(anything).codePoints().count())
        .isEqualTo(anything.codePoints().count());
    assertThat(Masking.personName(anything).codePoints().count())
        .isEqualTo(anything.codePoints().count());
  }
}
