package dev.merchantreview.rules;

import dev.merchantreview.shared.ConfigurationDirectory;
import org.springframework.stereotype.Component;

/** The tables of problem codes, one a type of case: {@code config/problems/*.yaml}. */
@Component
public class ProblemTables {

  private final ProblemTable storeApplications;
  private final ProblemTable filings;

  public ProblemTables(ConfigurationDirectory directory) {
    this.storeApplications = new ProblemTable(directory, "store-application.yaml");
    this.filings = new ProblemTable(directory, "streamer-filing.yaml");
  }

  /** What can be wrong with a store application. */
  public ProblemTable storeApplications() {
    return storeApplications;
  }

  /** What can be wrong with a filing. */
  public ProblemTable filings() {
    return filings;
  }
}
