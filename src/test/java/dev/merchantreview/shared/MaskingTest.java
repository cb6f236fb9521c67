package dev.merchantreview.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

  @Test
  void hidesWhatIsTooShortToBeKeptInPart() {
    assertThat(Masking.personName("李")).isEqualTo("*");
    assertThat(Masking.personName("𠮷")).isEqualTo("*");
    assertThat(Masking.personName("")).isEmpty();
    assertThat(Masking.email("a@b")).isEqualTo("***@b");
    assertThat(Masking.email("@b")).isEqualTo("***@b");
    assertThat(Masking.email("𠮷a@b")).isEqualTo("𠮷***@b");
    assertThat(Masking.email("nobody")).isEqualTo("***");
    assertThat(Masking.phone("8008208")).isEqualTo("*******");
  }

  /** Of every text at least one character cannot be read any more. */
  @Property
  void hidesSomethingOfEveryText(@ForAll @StringLength(min = 1, max = 40) String text) {
    long length = text.codePoints().count();
    for (String masked :
        List.of(
            Masking.identityNumber(text),
            Masking.accountNumber(text),
            Masking.phone(text),
            Masking.personName(text))) {
      assertThat(masked.codePoints().filter(point -> point != '*').count()).isLessThan(length);
    }
    String mailbox = text.replace("@", "a");
    assertThat(Masking.email(mailbox + "@b").codePoints().takeWhile(point -> point != '*').count())
        .isLessThan(mailbox.codePoints().count());
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
