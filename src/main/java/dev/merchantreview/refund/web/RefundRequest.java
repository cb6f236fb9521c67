package dev.merchantreview.refund.web;

import dev.merchantreview.deposit.DepositPurpose;
import dev.merchantreview.documents.DocumentReference;
import dev.merchantreview.payout.PayoutAccount;
import dev.merchantreview.refund.RefundContent;
import dev.merchantreview.web.ApiRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an applicant hands in. There is no amount: what is paid back is what the ledger holds.
 *
 * @param storeId the closed store; or
 * @param applicationId the application that was paid for and never became a store; or
 * @param serviceProviderId the provider whose service has ended; just one of the three
 * @param deposits which of its deposits, and of its yearly fees what was paid for years that have
 *     not begun; left out, all that are left of a holder that has ended, and the store's of one
 *     that goes on
 */
@ApiRequest
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record RefundRequest(
    @Nullable @Pattern(regexp = "^st_[0-9a-z]{16}$") String storeId,
    @Nullable @Pattern(regexp = "^sa_[0-9a-z]{16}$") String applicationId,
    @Nullable @Pattern(regexp = "^sp_[0-9a-z]{16}$") String serviceProviderId,
    @NotNull PayoutAccount account,
    @NotNull @Size(max = 20) List<@NotNull DocumentReference> documents,
    @Nullable @Size(min = 1, max = 3) List<@NotNull DepositPurpose> deposits) {

  RefundContent content() {
    return new RefundContent(account, documents);
  }

  /** The one of the three that is there. */
  String holderId() {
    return Stream.of(storeId, applicationId, serviceProviderId)
        .flatMap(Stream::ofNullable)
        .findFirst()
        .orElseThrow();
  }
}
