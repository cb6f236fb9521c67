package dev.merchantreview.deposit;

import dev.merchantreview.rules.PlatformProfile;
import jakarta.validation.Valid;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a platform asks its stores for a yearly fee: a switch of its profile, off where {@code
 * yearly-fee} is left out.
 */
public record YearlyFeeSwitch(@Nullable @Valid YearlyFeeNumbers yearlyFee) {

  /** What a platform asks for; empty where the switch is off. */
  public static Optional<YearlyFeeNumbers> of(PlatformProfile profile) {
    return Optional.ofNullable(profile.part(YearlyFeeSwitch.class).yearlyFee());
  }
}
