package dev.merchantreview.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityNumberTest {

  /** The examples of GB 11643-1999. */
  @ParameterizedTest
  @ValueSource(strings = {"11010519491231002X", "440524188001010014"})
  void acceptsTheExamplesOfTheStandard(String number) {
    assertThat(IdentityNumber.hasValidCheckDigit(number)).isTrue();
    assertThat(IdentityNumber.birthDate(number)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "11010519491231002",
        "110105194912310021",
        "1101051949123100 X",
        "11010519491231002x",
        "A1010519491231002X"
      })
  void refusesWhatIsNoNumber(String number) {
    assertThat(IdentityNumber.hasValidCheckDigit(number)).isFalse();
  }

  /** Any one wrong digit is found; that is what the check digit is for. */
  @Property
  void findsAnyOneChangedCharacter(
      @ForAll @IntRange(max = 17) int place, @ForAll @CharRange(from = '0', to = '9') char other) {
    for (String number : List.of("11010519491231002X", "440524188001010014")) {
      if (number.charAt(place) != other) {
        String changed = number.substring(0, place) + other + number.substring(place + 1);
        assertThat(IdentityNumber.hasValidCheckDigit(changed)).as(changed).isFalse();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "20230229, false",
    "20240229, true",
    "19490231, false",
    "19491301, false",
    "00000101, false"
  })
  void knowsWhichDaysThereAre(String day, boolean exists) {
    assertThat(
            IdentityNumber.birthDate("110105" + day + "0021")
                .filter(date -> date.getYear() > 0)
                .isPresent())
        .isEqualTo(exists);
  }

  @ParameterizedTest
  @CsvSource({
    "110105, true",
    "440524, true",
    "710000, true",
    "810000, true",
    "820000, true",
    "830000, true",
    "911156, true",
    "931392, true",
    "000000, false",
    "990105, false",
    "160105, false",
    "840000, false",
    "010105, false"
  })
  void knowsWhereNumbersComeFrom(String region, boolean known) {
    assertThat(IdentityNumber.hasKnownRegion(region + "194912310021")).isEqualTo(known);
  }
}
