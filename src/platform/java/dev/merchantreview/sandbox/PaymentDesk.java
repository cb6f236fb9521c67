package dev.merchantreview.sandbox;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** Plays the payment provider: pays, and tells the service so. */
final class PaymentDesk {

  private final ServiceDoor service;

  PaymentDesk(ServiceDoor service) {
    this.service = service;
  }

  void pay(Exchange exchange) throws IOException {
    Optional<String> reference = exchange.field("reference");
    Optional<String> amount = exchange.field("amountFen");
    if (!exchange.method().equals("POST") || reference.isEmpty() || amount.isEmpty()) {
      exchange.answer(400, "{\"error\": \"POST {\\\"reference\\\": …, \\\"amountFen\\\": …}\"}");
      return;
    }
    service.tell(
        exchange,
        "/api/v1/payment-notifications",
        ServiceDoor.PAYMENT_SECRET,
        "{\"paymentId\":\"%s\",\"reference\":\"%s\",\"amountFen\":%s,\"paidAt\":\"%s\",\"payer\":\"sandbox\"%s}"
            .formatted(
                exchange.field("paymentId").orElse("pay-" + UUID.randomUUID()),
                reference.get(),
                amount.get(),
                exchange
                    .field("paidAt")
                    .orElse(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()),
                exchange
                    .field("deposit")
                    .map(which -> ",\"deposit\":\"" + which + "\"")
                    .orElse("")));
  }
}
