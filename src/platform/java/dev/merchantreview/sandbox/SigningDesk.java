package dev.merchantreview.sandbox;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Plays the contract signing provider, and the merchant who signs there. */
final class SigningDesk {

  private static final String OURS = "k-";
  private static final String TOKEN = "Bearer local-contract-signing-token";

  private final ServiceDoor service;
  private final String address;

  SigningDesk(ServiceDoor service, String address) {
    this.service = service;
    this.address = address;
  }

  void serve(Exchange exchange) throws IOException {
    if (exchange.path().equals("/contract-signing/signatures")) {
      sign(exchange);
    } else if (!exchange.path().startsWith("/contract-signing/contracts/")) {
      exchange.answer(404, "{}");
    } else if (!exchange.header("Authorization").equals(TOKEN)) {
      exchange.answer(401, "{}");
    } else {
      String number = exchange.last();
      String contract = OURS + number.substring(3);
      exchange.answer(
          200,
          "{\"contractId\": \"%s\", \"signUrl\": \"%s/contract-signing/contracts/%s\"}"
              .formatted(contract, address, contract));
    }
  }

  private void sign(Exchange exchange) throws IOException {
    String contract = exchange.field("contractId").orElse("");
    if (!contract.startsWith(OURS)) {
      exchange.answer(404, "{\"error\": \"no such contract\"}");
      return;
    }
    service.tell(
        exchange,
        "/api/v1/store-applications/sa_"
            + contract.substring(OURS.length())
            + "/contract-signature",
        ServiceDoor.CONTRACT_SECRET,
        "{\"contractId\":\"%s\",\"signedAt\":\"%s\",\"signer\":\"%s\"}"
            .formatted(
                contract,
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                exchange.field("signer").orElse("陈青")));
  }
}
