package dev.merchantreview.onboarding;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The contract between platform and merchant.
 *
 * @param contractId the signing provider's id
 * @param signUrl where the merchant signs
 * @param signedAt null until it is signed
 */
public record ContractOffer(String contractId, String signUrl, @Nullable Instant signedAt) {

  ContractOffer signed(Instant at) {
    return new ContractOffer(contractId, signUrl, at);
  }
}
