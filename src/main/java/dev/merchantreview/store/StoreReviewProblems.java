package dev.merchantreview.store;

import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.ConfigurationDirectory;
import org.springframework.stereotype.Component;

/**
 * What can be wrong with a store that is reviewed again, and why a category is taken away from one:
 * {@code config/problems/store-review.yaml}.
 */
@Component
public class StoreReviewProblems extends ProblemTable {

  public StoreReviewProblems(ConfigurationDirectory directory) {
    super(directory, "store-review.yaml");
  }
}
