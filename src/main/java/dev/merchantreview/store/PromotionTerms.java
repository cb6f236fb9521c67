package dev.merchantreview.store;

import java.util.Map;
import java.util.Optional;

/** Knows what a store deposits to have its goods promoted. */
public interface PromotionTerms {

  /**
   * What it deposits.
   *
   * @param amountFen at least 1
   * @param evidence the decision, its version and the rows that matched, for the history
   */
  record Terms(long amountFen, Map<String, Object> evidence) {}

  /**
   * By what is in force today; not in a transaction, because the answer comes over the network.
   *
   * @return empty where promotion is not open to the store
   * @throws dev.merchantreview.shared.OutsideUnavailableException when no answer comes now
   */
  Optional<Terms> of(Store store);
}
