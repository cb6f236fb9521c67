package dev.merchantreview.deposit;

import dev.merchantreview.shared.HmacSignature;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Judges whether a notification really comes from the payment provider, and now. */
@Component
public class PaymentSignature {

  private final DepositProperties properties;
  private final Clock clock;

  PaymentSignature(DepositProperties properties, Clock clock) {
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * @param header {@code t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<raw body>">}
   */
  public boolean isGenuine(@Nullable String header, byte[] body) {
    return HmacSignature.isGenuine(
        header, body, properties.paymentSecret(), clock.instant(), properties.signatureTolerance());
  }
}
