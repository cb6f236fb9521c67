package dev.merchantreview.refund.web;

import dev.merchantreview.documents.DocumentReference;
import dev.merchantreview.payout.PayoutAccount;
import dev.merchantreview.refund.RefundContent;
import dev.merchantreview.web.ApiRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** The whole new content of a refund that was sent back. */
@ApiRequest
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record RefundContentRequest(
    @NotNull PayoutAccount account,
    @NotNull @Size(max = 20) List<@NotNull DocumentReference> documents) {

  RefundContent content() {
    return new RefundContent(account, documents);
  }
}
