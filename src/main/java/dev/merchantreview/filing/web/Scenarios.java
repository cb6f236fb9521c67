package dev.merchantreview.filing.web;

import dev.merchantreview.filing.Scenario;
import java.util.Arrays;
import java.util.List;

/** The scenarios a product can be sold in. */
final class Scenarios {

  static final List<Scenario> DECLARED =
      Arrays.stream(Scenario.values()).filter(Scenario::isDeclared).toList();

  private Scenarios() {}
}
