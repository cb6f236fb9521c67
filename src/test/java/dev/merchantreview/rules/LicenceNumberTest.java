package dev.merchantreview.rules;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LicenceNumberTest {

  private static final String[] PUBLISHED = {
    "91330100799655058B",
    "9144030071526726XG",
    "914403001922038216",
    "91110000802100433B",
    "91350100M000100Y43"
  };
  private static final String LETTERS_AND_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "91330100799655058B",
        "9144030071526726XG",
        "914403001922038216",
        "91110000802100433B",
        "91350100M000100Y43"
      })
  void acceptsPublishedNumbers(String number) {
    assertThat(LicenceNumber.isValid(number)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "91330100799655058",
        "91330100799655058B0",
        "91330100799655058b",
        "9133010079965505OB",
        "𠮷1330100799655058B",
        "91330100 99655058B"
      })
  void refusesWhatIsNoNumber(String number) {
    assertThat(LicenceNumber.isValid(number)).isFalse();
  }

  /** Any one character changed to any other, the five unused letters included. */
  @Property(tries = 5_000)
  void noticesAnyOneChangedCharacter(
      @ForAll @IntRange(min = 0, max = 4) int which,
      @ForAll @IntRange(min = 0, max = 17) int place,
      @ForAll @IntRange(min = 0, max = 35) int character) {
    StringBuilder number = new StringBuilder(PUBLISHED[which]);
    char changed = LETTERS_AND_DIGITS.charAt(character);
    boolean same = number.charAt(place) == changed;
    number.setCharAt(place, changed);
    assertThat(LicenceNumber.isValid(number.toString())).isEqualTo(same);
  }
}
