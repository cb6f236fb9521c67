package dev.merchantreview.store;

import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.ConfigurationDirectory;
import org.springframework.stereotype.Component;

/** Why a store is kept open: {@code config/problems/store-closure.yaml}. */
@Component
public class ClosureReasons extends ProblemTable {

  public ClosureReasons(ConfigurationDirectory directory) {
    super(directory, "store-closure.yaml");
  }
}
