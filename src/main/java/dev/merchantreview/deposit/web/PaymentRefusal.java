package dev.merchantreview.deposit.web;

import dev.merchantreview.web.Refusal;
import org.springframework.http.HttpStatus;

/** What nothing but a payment is refused with. */
enum PaymentRefusal implements Refusal {
  /** The same payment id with another content. */
  PAYMENT_CONTRADICTION;

  @Override
  public HttpStatus status() {
    return HttpStatus.CONFLICT;
  }
}
