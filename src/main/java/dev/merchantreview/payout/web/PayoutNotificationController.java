package dev.merchantreview.payout.web;

import dev.merchantreview.outside.Bank;
import dev.merchantreview.payout.PayoutNotices;
import dev.merchantreview.payout.PayoutProperties;
import dev.merchantreview.shared.HmacSignature;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.ApiRequest;
import dev.merchantreview.web.ProblemType;
import dev.merchantreview.web.ProviderNotices;
import dev.merchantreview.web.Refuses;
import dev.merchantreview.web.SignedCall;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Where the bank tells about payouts. */
@RestController
@Tag(name = "Payouts", description = "付款: the bank's notices, and where its statement disagrees")
class PayoutNotificationController {

  private final PayoutNotices notices;
  private final ProviderNotices providers;
  private final PayoutProperties properties;

  PayoutNotificationController(
      PayoutNotices notices, ProviderNotices providers, PayoutProperties properties) {
    this.notices = notices;
    this.providers = providers;
    this.properties = properties;
  }

  /**
   * What the bank tells. It makes us ask the bank, and moves nothing by itself.
   *
   * @param number ours
   */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record PayoutNotification(
      @NotNull @Pattern(regexp = "^[\\x21-\\x7E]{1,100}$") String number,
      @NotNull Bank.Status status) {}

  /**
   * @param known whether the payout's end was known before
   */
  @Schema(name = "PayoutReceipt")
  record NoticeReceipt(String number, boolean known) {}

  @PostMapping(path = "/api/v1/payout-notifications", consumes = MediaType.APPLICATION_JSON_VALUE)
  @SignedCall
  @Operation(
      operationId = "notifyPayout",
      summary = "Something became of a payout; the signature covers the raw body")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = PayoutNotification.class)))
  @Refuses(ProblemType.NOT_FOUND)
  NoticeReceipt told(
      @RequestHeader(name = HmacSignature.HEADER, required = false) @Nullable String signature,
      InputStream body)
      throws IOException {
    ProviderNotices.Notice<PayoutNotification> notice =
        providers.readSigned(body, signature, properties.bank(), PayoutNotification.class);
    String number = notice.content().number();
    return notices
        .told(number, notice.content().status().name(), notice.by())
        .map(receipt -> new NoticeReceipt(receipt.number(), receipt.known()))
        .orElseThrow(() -> ApiProblem.notFound(number));
  }
}
