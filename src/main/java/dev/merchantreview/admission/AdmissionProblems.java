package dev.merchantreview.admission;

import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.ConfigurationDirectory;
import org.springframework.stereotype.Component;

/**
 * What can be wrong with an application to be a service provider: {@code
 * config/problems/provider-admission.yaml}.
 */
@Component
public class AdmissionProblems extends ProblemTable {

  public AdmissionProblems(ConfigurationDirectory directory) {
    super(directory, "provider-admission.yaml");
  }
}
