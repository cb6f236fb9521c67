package dev.merchantreview.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How much one caller or one address may ask of one instance of the service.
 *
 * @param tracked callers and addresses remembered for each limit; beyond it the ones not seen for
 *     longest are forgotten
 * @param loginFailuresByAddress wrong passwords and tokens from one address
 * @param loginFailuresByUser wrong passwords for one name, from wherever
 * @param requests calls of one caller, or of one address that is not logged in
 * @param salePermits the same of sale permits, which have this limit instead
 * @param notices what providers tell from one address
 * @param uploads documents of one caller
 * @param uploadVolume bytes of the documents of one caller
 */
@Validated
@ConfigurationProperties("merchant-review.web.limits")
record LimitProperties(
    @Min(1_000) long tracked,
    @NotNull @Valid Rate loginFailuresByAddress,
    @NotNull @Valid Rate loginFailuresByUser,
    @NotNull @Valid Rate requests,
    @NotNull @Valid Rate salePermits,
    @NotNull @Valid Rate notices,
    @NotNull @Valid Rate uploads,
    @NotNull @Valid Volume uploadVolume) {

  /**
   * @param count at once, and again within the time; given back evenly
   */
  record Rate(@Min(1) long count, @NotNull Duration per) {}

  /**
   * @param size at once, and again within the time; given back evenly
   */
  record Volume(@NotNull DataSize size, @NotNull Duration per) {

    /** In kilobytes: at most one unit can be given back per nanosecond. */
    Rate rate() {
      return new Rate(kilobytes(size.toBytes()), per);
    }

    static long kilobytes(long bytes) {
      return Math.ceilDiv(bytes, 1024);
    }
  }
}
