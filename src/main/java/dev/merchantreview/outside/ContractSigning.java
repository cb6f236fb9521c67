package dev.merchantreview.outside;

/** The provider who has contracts signed online. */
public interface ContractSigning {

  /**
   * Offers a contract for signature, once for each number: asked again with the same number it
   * answers the same contract.
   *
   * @throws dev.merchantreview.shared.OutsideUnavailableException when the provider does not answer
   */
  Offer offer(Contract contract);

  /**
   * What is to be signed.
   *
   * @param number ours, unique for ever
   * @param template the platform's contract
   */
  record Contract(
      String number, String template, String merchantId, String storeName, String legalName) {}

  /**
   * A contract that waits for its signature.
   *
   * @param contractId the provider's id, which the notice of the signature names
   * @param signUrl where the merchant signs
   */
  record Offer(String contractId, String signUrl) {}
}
