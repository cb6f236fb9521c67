package dev.merchantreview.sandbox;

import java.io.IOException;
import java.util.UUID;

/** Plays the identity provider, and the legal representative who confirms there. */
final class IdentityDesk {

  private final ServiceDoor service;

  IdentityDesk(ServiceDoor service) {
    this.service = service;
  }

  void confirm(Exchange exchange) throws IOException {
    service.tell(
        exchange,
        "/api/v1/store-applications/"
            + exchange.field("reference").orElse("")
            + "/representative-confirmation",
        ServiceDoor.IDENTITY_SECRET,
        "{\"confirmationId\":\"cf-"
            + UUID.randomUUID()
            + "\""
            + exchange.field("transfer").map(transfer -> ",\"transfer\":" + transfer).orElse("")
            + "}");
  }
}
