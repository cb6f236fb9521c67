package dev.merchantreview.programme;

import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.ConfigurationDirectory;
import org.springframework.stereotype.Component;

/** Why a person does not admit, or closes: {@code config/problems/programme-membership.yaml}. */
@Component
public class MembershipReasons extends ProblemTable {

  public MembershipReasons(ConfigurationDirectory directory) {
    super(directory, "programme-membership.yaml");
  }
}
