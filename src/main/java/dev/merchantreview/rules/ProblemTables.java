package dev.merchantreview.rules;

import dev.merchantreview.shared.ConfigurationDirectory;
import org.springframework.stereotype.Component;

/** The tables of problem codes, one a type of case: {@code config/problems/*.yaml}. */
@Component
public class ProblemTables {

  private final ProblemTable storeApplications;
  private final ProblemTable filings;
  private final ProblemTable refunds;
  private final ProblemTable closures;

  public ProblemTables(ConfigurationDirectory directory) {
    this.storeApplications = new ProblemTable(directory, "store-application.yaml");
    this.filings = new ProblemTable(directory, "streamer-filing.yaml");
    this.refunds = new ProblemTable(directory, "deposit-refund.yaml");
    this.closures = new ProblemTable(directory, "store-closure.yaml");
  }

  /** What can be wrong with a store application. */
  public ProblemTable storeApplications() {
    return storeApplications;
  }

  /** What can be wrong with a filing. */
  public ProblemTable filings() {
    return filings;
  }

  /** What can stand in the way of a deposit refund, or be wrong with it. */
  public ProblemTable refunds() {
    return refunds;
  }

  /** Why a store is kept open. */
  public ProblemTable closures() {
    return closures;
  }
}
