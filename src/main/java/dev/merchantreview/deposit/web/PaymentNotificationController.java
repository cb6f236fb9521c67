package dev.merchantreview.deposit.web;

import dev.merchantreview.deposit.DepositProperties;
import dev.merchantreview.deposit.Payment;
import dev.merchantreview.deposit.Payments;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.HmacSignature;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.CallerClock;
import dev.merchantreview.web.ProblemType;
import dev.merchantreview.web.ProviderNotices;
import dev.merchantreview.web.Refuses;
import dev.merchantreview.web.SignedCall;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
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

  private final ProviderNotices notices;
  private final DepositProperties properties;
  private final Payments payments;
  private final CallerClock clock;

  PaymentNotificationController(
      ProviderNotices notices, DepositProperties properties, Payments payments, CallerClock clock) {
    this.notices = notices;
    this.properties = properties;
    this.payments = payments;
    this.clock = clock;
  }

  /**
   * @param duplicate true when this payment was booked before; nothing is booked twice
   * @param paidFen what the case has received for this deposit so far
   */
  record Receipt(String paymentId, boolean duplicate, long paidFen) {}

  @PostMapping(path = "/api/v1/payment-notifications", consumes = MediaType.APPLICATION_JSON_VALUE)
  @SignedCall
  @Operation(
      operationId = "notifyPayment",
      summary = "A payment arrived; the signature covers the raw body")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = PaymentNotification.class)))
  @Refuses(
      value = {ProblemType.NOT_FOUND, ProblemType.WRONG_STATE},
      own = PaymentRefusal.class)
  ResponseEntity<Receipt> notify(
      @RequestHeader(name = HmacSignature.HEADER, required = false) @Nullable String header,
      InputStream body)
      throws IOException {
    PaymentNotification told =
        notices
            .readSigned(body, header, properties.paymentProvider(), PaymentNotification.class)
            .content();
    Instant paidAt = told.paidAt().toInstant().truncatedTo(ChronoUnit.MICROS);
    if (paidAt.isAfter(clock.latestNow())) {
      throw ApiProblem.validation(List.of(FieldError.of("/paidAt", "IN_FUTURE")));
    }
    Payment payment =
        new Payment(
            told.paymentId(),
            told.reference(),
            told.amountFen(),
            paidAt,
            told.payer(),
            told.purpose());
    return switch (payments.book(payment)) {
      case Payments.BookingResult.Booked(boolean before, long paidFen) ->
          ResponseEntity.ok(new Receipt(payment.paymentId(), before, paidFen));
      case Payments.BookingResult.Contradiction contradiction ->
          throw ApiProblem.of(PaymentRefusal.PAYMENT_CONTRADICTION, payment.paymentId());
      case Payments.BookingResult.UnknownReference unknown ->
          throw ApiProblem.notFound(payment.reference());
      case Payments.BookingResult.NotDue(String state) ->
          throw ApiProblem.wrongState(state, Set.of());
    };
  }
}
