package dev.merchantreview.refund;

import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.ConfigurationDirectory;
import org.springframework.stereotype.Component;

/**
 * What can stand in the way of a deposit refund, or be wrong with it: {@code
 * config/problems/deposit-refund.yaml}.
 */
@Component
public class RefundProblems extends ProblemTable {

  public RefundProblems(ConfigurationDirectory directory) {
    super(directory, "deposit-refund.yaml");
  }
}
