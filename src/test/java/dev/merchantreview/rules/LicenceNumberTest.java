package dev.merchantreview.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.shared.StoreType;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "000000000000000000",
        "94330100799655058B",
        "81330100799655058B",
        "Z1330100799655058B",
        "91990100799655058B",
        "9100000079965505XX",
        "91A30100799655058B",
        "913301007996550"
      })
  void refusesDepartmentsClassesAndRegionsThereAreNot(String number) {
    assertThat(LicenceNumber.isValid(number)).isFalse();
    if (number.length() == 18 && !number.startsWith("81")) {
      assertThat(LicenceNumber.flaw(number)).isEqualTo(LicenceNumber.Flaw.STRUCTURE);
    }
  }

  @Test
  void tellsNumbersFromBeforeTheStandard() {
    assertThat(LicenceNumber.flaw("91350203M0001ABC1F")).isEqualTo(LicenceNumber.Flaw.TRIAL_CODE);
    assertThat(LicenceNumber.flaw("330106600123456"))
        .isEqualTo(LicenceNumber.Flaw.OLD_REGISTRATION);
    assertThat(LicenceNumber.flaw("91330100799655058C"))
        .isEqualTo(LicenceNumber.Flaw.CHECK_CHARACTER);
    assertThat(LicenceNumber.flaw("91100000000013477B")).isEqualTo(LicenceNumber.Flaw.NONE);
  }

  @Test
  void knowsWhichStoreASubjectOpens() {
    assertThat(LicenceNumber.fits("91330100799655058B", StoreType.FLAGSHIP)).isTrue();
    assertThat(LicenceNumber.fits("93330106MA2ABC123D", StoreType.ENTERPRISE)).isTrue();
    assertThat(LicenceNumber.fits("92330106MA2ABC123D", StoreType.INDIVIDUAL_BUSINESS)).isTrue();
    assertThat(LicenceNumber.fits("12330106MB2ABC123D", StoreType.ENTERPRISE)).isFalse();
    assertThat(LicenceNumber.fits("91330106MA2ABC1236", StoreType.INDIVIDUAL_BUSINESS)).isFalse();
    assertThat(LicenceNumber.fits("92330106MA2ABC123D", StoreType.ENTERPRISE)).isFalse();
    assertThat(LicenceNumber.fits("330106600123456", StoreType.INDIVIDUAL_BUSINESS)).isTrue();
  }
}
