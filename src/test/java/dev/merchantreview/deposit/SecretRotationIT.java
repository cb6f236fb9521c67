package dev.merchantreview.deposit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.sandbox.ServiceDoor;
import dev.merchantreview.testing.ServiceAlone;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A provider changes its secret, and no notice is lost meanwhile. */
class SecretRotationIT {

  private static final String NEXT = "the secret of tomorrow";

  @Test
  void takesTheSecretOfBeforeAsLongAsItIsConfigured() {
    ServiceAlone service =
        ServiceAlone.with(
            "--merchant-review.deposit.payment-secret=" + NEXT,
            "--merchant-review.deposit.payment-secret-before=" + ServiceDoor.PAYMENT_SECRET,
            "--merchant-review.payouts.bank-secret=" + NEXT,
            "--merchant-review.payouts.bank-secret-before=" + ServiceDoor.BANK_SECRET,
            "--merchant-review.provider-secrets.contract-signing=" + NEXT,
            "--merchant-review.provider-secrets.contract-signing-before="
                + ServiceDoor.CONTRACT_SECRET,
            "--merchant-review.provider-secrets.identity=" + NEXT,
            "--merchant-review.provider-secrets.identity-before=" + ServiceDoor.IDENTITY_SECRET);
    try {
      String application = "/api/v1/store-applications/sa_0000000000000000/";
      knows(service, "/api/v1/payment-notifications", ServiceDoor.PAYMENT_SECRET);
      knows(service, "/api/v1/payout-notifications", ServiceDoor.BANK_SECRET);
      knows(service, application + "contract-signature", ServiceDoor.CONTRACT_SECRET);
      knows(service, application + "representative-confirmation", ServiceDoor.IDENTITY_SECRET);
    } finally {
      service.close();
    }
  }

  private static void knows(ServiceAlone service, String path, String before) {
    assertThat(tell(service, path, NEXT)).as(path).isEqualTo(422);
    assertThat(tell(service, path, before)).as(path).isEqualTo(422);
    assertThat(tell(service, path, UUID.randomUUID().toString())).as(path).isEqualTo(401);
  }

  /** An empty notice: whoever signed it well is told what is missing. */
  private static int tell(ServiceAlone service, String path, String secret) {
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    ApiClient provider = service.api("nobody");
    return provider
        .send(
            provider
                .request(path)
                .setHeader("Authorization", "")
                .header("Content-Type", "application/json")
                .header("X-Signature", ServiceDoor.signature(secret, Instant.now(), body))
                .POST(BodyPublishers.ofByteArray(body)))
        .status();
  }
}
