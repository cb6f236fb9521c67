package dev.merchantreview.onboarding;

import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.ConfigurationDirectory;
import org.springframework.stereotype.Component;

/** What can be wrong with a store application: {@code config/problems/store-application.yaml}. */
@Component
public class ApplicationProblems extends ProblemTable {

  public ApplicationProblems(ConfigurationDirectory directory) {
    super(directory, "store-application.yaml");
  }
}
