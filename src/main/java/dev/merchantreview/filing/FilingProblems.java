package dev.merchantreview.filing;

import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.ConfigurationDirectory;
import org.springframework.stereotype.Component;

/** What can be wrong with a filing: {@code config/problems/streamer-filing.yaml}. */
@Component
public class FilingProblems extends ProblemTable {

  public FilingProblems(ConfigurationDirectory directory) {
    super(directory, "streamer-filing.yaml");
  }
}
