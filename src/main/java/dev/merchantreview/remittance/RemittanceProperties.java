package dev.merchantreview.remittance;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param account where merchants remit to: the platform's own
 * @param interval between two looks at what came in
 * @param overlap how far before the last complete reading the bank is asked again, because banks
 *     book late
 * @param lookBack how far back it is asked once a day, for what was booked later still
 * @param longestWait how long after the deadline an application waits for a reading of the bank
 *     that began after it
 */
@Validated
@ConfigurationProperties("merchant-review.remittances")
public record RemittanceProperties(
    @NotNull(message = "must be set: where merchants remit to") @Valid Account account,
    @NotNull Duration interval,
    @NotNull Duration overlap,
    @NotNull Duration lookBack,
    @NotNull Duration longestWait) {

  /** An account of the platform. */
  public record Account(@NotBlank String number, @NotBlank String holder, @NotBlank String bank) {}
}
