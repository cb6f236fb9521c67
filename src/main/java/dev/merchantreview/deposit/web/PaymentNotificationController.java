package dev.merchantreview.deposit.web;

import dev.merchantreview.deposit.Payment;
import dev.merchantreview.deposit.PaymentSignature;
import dev.merchantreview.deposit.Payments;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.StrictJson;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Where the payment provider tells about money that arrived. */
@RestController
@Tag(name = "Payments in", description = "支付通知: signed by the payment provider")
class PaymentNotificationController {

  private static final int LIMIT_BYTES = 65_536;

  private final PaymentSignature signature;
  private final Payments payments;
  private final StrictJson json;

  PaymentNotificationController(PaymentSignature signature, Payments payments, StrictJson json) {
    this.signature = signature;
    this.payments = payments;
    this.json = json;
  }

  /**
   * @param duplicate true when this payment was booked before; nothing is booked twice
   * @param paidFen what the case has received so far
   */
  record Receipt(String paymentId, boolean duplicate, long paidFen) {}

  @PostMapping(path = "/api/v1/payment-notifications", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "A payment arrived; the signature covers the raw body")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = PaymentNotification.class)))
  ResponseEntity<Receipt> notify(
      @RequestHeader(name = "X-Signature", required = false) @Nullable String header,
      InputStream body)
      throws IOException {
    byte[] raw = body.readNBytes(LIMIT_BYTES + 1);
    if (raw.length > LIMIT_BYTES) {
      throw ApiProblem.tooLarge(LIMIT_BYTES);
    }
    // Before anything of the body is looked at: a stranger learns nothing from how it is answered.
    if (!signature.isGenuine(header, raw)) {
      throw ApiProblem.badSignature();
    }
    PaymentNotification told = json.read(raw, PaymentNotification.class);
    Payment payment =
        new Payment(
            told.paymentId(),
            told.reference(),
            told.amountFen(),
            told.paidAt().toInstant().truncatedTo(ChronoUnit.MICROS),
            told.payer());
    return switch (payments.book(payment)) {
      case Payments.Outcome.Booked(boolean before, long paidFen) ->
          ResponseEntity.ok(new Receipt(payment.paymentId(), before, paidFen));
      case Payments.Outcome.Contradiction contradiction ->
          throw ApiProblem.paymentContradiction(payment.paymentId());
      case Payments.Outcome.UnknownReference unknown ->
          throw ApiProblem.notFound(payment.reference());
      case Payments.Outcome.NotDue(String state) -> throw ApiProblem.wrongState(state, Set.of());
    };
  }
}
