package dev.merchantreview.waiver;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.shared.Platform;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A profile can let nothing be waived that no module honours a waiver of. */
class WaivableRulesTest {

  private static final Set<String> DECLARED = Set.of("REOPENING_PERIOD", "INVITATION_REQUIRED");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UNDER_AGE",
        "IDENTITY_CHECK_DIGIT",
        "ACCOUNT_HOLDER_DIFFERS",
        "PENALTIES_UNPAID",
        "NOTHING_TO_REFUND",
        "ARREARS"
      })
  void stopTheStartWithWhatIsWrongAndWhatCanBe(String code) {
    assertThatThrownBy(
            () ->
                WaivableRules.requireWaivable(
                    Platform.DOUYIN, List.of("REOPENING_PERIOD", code), DECLARED))
        .hasMessageContaining("DOUYIN")
        .hasMessageContaining(code + ", which can never be waived")
        .hasMessageContaining("[INVITATION_REQUIRED, REOPENING_PERIOD]");
  }

  @Test
  void letTheStartGoOnOtherwise() {
    assertThatCode(
            () ->
                WaivableRules.requireWaivable(
                    Platform.DOUYIN, List.of("REOPENING_PERIOD"), DECLARED))
        .doesNotThrowAnyException();
  }
}
