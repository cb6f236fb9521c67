package dev.merchantreview.rules;

import dev.merchantreview.shared.Platform;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

/**
 * The numbers of one platform: {@code config/platforms/<name>.yaml}.
 *
 * @param name what people call the platform
 */
public record PlatformProfile(
    @NotNull Platform platform, @NotBlank String name, @NotNull @Valid Onboarding onboarding) {

  /**
   * Numbers of store onboarding.
   *
   * @param auditWorkingDays working days until an audit is due, 1 to 60
   * @param fixDays calendar days to fix what was sent back, 1 to 365
   * @param fixRounds how often a merchant may be sent back, 1 to 50
   * @param depositDays calendar days to pay the deposit, 1 to 365
   */
  public record Onboarding(
      @NotNull @Min(1) @Max(60) Integer auditWorkingDays,
      @NotNull @Min(1) @Max(365) Integer fixDays,
      @NotNull @Min(1) @Max(50) Integer fixRounds,
      @NotNull @Min(1) @Max(365) Integer depositDays) {}
}
