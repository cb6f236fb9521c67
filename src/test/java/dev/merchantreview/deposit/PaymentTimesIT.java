package dev.merchantreview.deposit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.sandbox.ServiceDoor;
import dev.merchantreview.testing.ServiceAlone;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a payment can have been made. */
class PaymentTimesIT {

  private final ServiceAlone service = ServiceAlone.get();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2099-01-01T00:00:00Z",
        "9999-12-31T23:59:59-12:00",
        "0001-01-01T00:00:00Z",
        "2016-12-31T23:58:60Z",
        "2026-11-26T00:00:00.1234567890123Z"
      })
  void refusesATimeNoPaymentWasMadeAt(String paidAt) {
    ApiClient.Answer answer = tell(paidAt);
    assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(422);
    assertThat(answer.body().path("errors").path(0).path("pointer").asString())
        .isEqualTo("/paidAt");
  }

  /** The reference is unknown: everything else was taken. */
  @ParameterizedTest
  @ValueSource(strings = {"2016-12-31T23:59:60Z", "2026-01-02T03:04:05.123456789+08:00"})
  void takesWhatAProviderMayWrite(String paidAt) {
    assertThat(tell(paidAt).status()).isEqualTo(404);
  }

  private ApiClient.Answer tell(String paidAt) {
    byte[] body =
        """
        {"paymentId": "pay-times", "reference": "sa_0000000000000000", "amountFen": 1,
         "paidAt": "%s", "payer": "x"}"""
            .formatted(paidAt)
            .getBytes(StandardCharsets.UTF_8);
    ApiClient provider = service.api("nobody");
    return provider.send(
        provider
            .request("/api/v1/payment-notifications")
            .setHeader("Authorization", "")
            .header("Content-Type", "application/json")
            .header(
                "X-Signature",
                ServiceDoor.signature(ServiceDoor.PAYMENT_SECRET, Instant.now(), body))
            .POST(BodyPublishers.ofByteArray(body)));
  }
}
