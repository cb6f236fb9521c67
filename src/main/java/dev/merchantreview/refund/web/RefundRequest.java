package dev.merchantreview.refund.web;

import dev.merchantreview.documents.DocumentReference;
import dev.merchantreview.refund.RefundAccount;
import dev.merchantreview.refund.RefundContent;
import dev.merchantreview.web.ApiRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an applicant hands in. There is no amount: what is paid back is what the ledger holds.
 *
 * @param storeId the closed store; or
 * @param serviceProviderId the provider whose service has ended; just one of the two
 */
@ApiRequest
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record RefundRequest(
    @Nullable @Pattern(regexp = "^st_[0-9a-z]{16}$") String storeId,
    @Nullable @Pattern(regexp = "^sp_[0-9a-z]{16}$") String serviceProviderId,
    @NotNull RefundAccount account,
    @NotNull @Size(max = 20) List<@NotNull DocumentReference> documents) {

  RefundContent content() {
    return new RefundContent(account, documents);
  }

  /** The one of the two that is there. */
  String holderId() {
    return storeId == null ? Objects.requireNonNull(serviceProviderId) : storeId;
  }
}
