package dev.merchantreview.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.shared.Platform;
import dev.merchantreview.testing.ShippedProfiles;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Which ways to verify an account are open together. */
class VerificationWaysTest {

  /** [W-shop][D-open][K-open]. */
  @Test
  void areThoseOfEachPlatformsSource() {
    assertThat(shipped(Platform.WECHAT))
        .containsExactly(VerificationMethod.LEGAL_REPRESENTATIVE, VerificationMethod.REMITTANCE);
    assertThat(shipped(Platform.DOUYIN)).containsExactly(VerificationMethod.RANDOM_TRANSFER);
  }

  private static List<VerificationMethod> shipped(Platform platform) {
    return ShippedProfiles.part(
            platform, "onboarding.account-verification", VerificationNumbers.class)
        .methods();
  }

  @Test
  void leaveATransferWhoseAmountIsSecretAlone() {
    assertThat(wrong(VerificationMethod.LEGAL_REPRESENTATIVE, VerificationMethod.REMITTANCE))
        .isZero();
    assertThat(wrong(VerificationMethod.RANDOM_TRANSFER, VerificationMethod.REMITTANCE)).isOne();
    assertThat(wrong(VerificationMethod.REMITTANCE, VerificationMethod.REMITTANCE)).isOne();
  }

  private static int wrong(VerificationMethod... methods) {
    try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
      Validator validator = factory.getValidator();
      return validator
          .validate(new VerificationNumbers(List.of(methods), 30, 3, 2, 1L, 99L))
          .size();
    }
  }

  /** As it was kept when there was one way alone. */
  @Test
  void wereOneBeforeThereWasAChoice() {
    AccountVerification.Kept stored =
        JsonMapper.builder()
            .build()
            .readValue(
                """
                {"method": "LEGAL_REPRESENTATIVE", "transfer": 1, "transferOfRound": 1, "number": null,
                 "amountHash": null, "begunAt": "2026-11-20T10:00:00Z", "wrongAnswers": 0,
                 "verifiedAt": "2026-11-21T10:00:00Z"}
                """,
                AccountVerification.Kept.class);
    AccountVerification kept = AccountVerification.of(stored, null);
    assertThat(kept.methods()).containsExactly(VerificationMethod.LEGAL_REPRESENTATIVE);
    assertThat(kept.verifiedBy()).isEqualTo(VerificationMethod.LEGAL_REPRESENTATIVE);
    assertThat(kept.verifiedAt()).isEqualTo(Instant.parse("2026-11-21T10:00:00Z"));
  }
}
